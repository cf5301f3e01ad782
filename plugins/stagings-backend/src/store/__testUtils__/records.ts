import { OperationRecord } from '../../model/operation';
import { StagingRecord } from '../../model/staging';

/** A staging just accepted. Its name is its id unless the test says otherwise. */
export function stagingRecord(
  record: Partial<StagingRecord> & { id: string },
): StagingRecord {
  return {
    name: record.id,
    entityRef: 'component:default/shop',
    template: 'web',
    branch: 'main',
    cluster: 'staging',
    namespace: `stg-${record.id}`,
    ownsNamespace: true,
    host: `${record.id}.stagings.example.com`,
    links: [],
    parameters: {},
    overrides: {},
    desired: 'running',
    revision: 1,
    phase: 'queued',
    health: 'unknown',
    createdBy: 'user:default/ann',
    createdAt: 1_000,
    updatedBy: 'user:default/ann',
    updatedAt: 1_000,
    ...record,
  };
}

/** A deploy just accepted. */
export function operationRecord(
  record: Partial<OperationRecord> & { id: string; stagingId: string },
): OperationRecord {
  return {
    kind: 'deploy',
    revision: 1,
    state: 'queued',
    actor: 'user:default/ann',
    changes: [],
    createdAt: 1_000,
    ...record,
  };
}
