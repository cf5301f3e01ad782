import {
  DesiredState,
  Explanation,
  Health,
  Phase,
  StagingLink,
} from 'backstage-plugin-stagings-common';
import { JsonObject } from '@backstage/types';
import { RecordedScale } from '../../model/inventory';
import { StagingRecord } from '../../model/staging';
import { BigIntColumn, parseJson, toNumber } from '../columnValues';

/** A row of the table `stagings` without the columns of the queue. */
export interface StagingRow {
  id: string;
  name: string;
  entity_ref: string;
  template: string;
  branch: string;
  cluster: string;
  namespace: string;
  owns_namespace: boolean | number;
  host: string;
  links: string;
  version: string | null;
  commit: string | null;
  parameters: string;
  overrides: string;
  secrets: string | null;
  desired: string;
  revision: number;
  phase: string;
  phase_explanation: string | null;
  applied_revision: number | null;
  deployed_revision: number | null;
  deployed_version: string | null;
  applied_hash: string | null;
  live_hash: string | null;
  recorded_scales: string | null;
  health: string;
  health_explanation: string | null;
  observed_at: BigIntColumn | null;
  created_by: string;
  created_at: BigIntColumn;
  updated_by: string;
  updated_at: BigIntColumn;
  archived_at: BigIntColumn | null;
  expires_at: BigIntColumn | null;
  deleted_at: BigIntColumn | null;
  idempotency_key: string | null;
}

/** Values for some columns of a row. */
export type StagingColumns = Partial<
  Record<keyof StagingRow, string | number | boolean | null>
>;

const COLUMNS: Record<keyof StagingRecord, keyof StagingRow> = {
  id: 'id',
  name: 'name',
  entityRef: 'entity_ref',
  template: 'template',
  branch: 'branch',
  cluster: 'cluster',
  namespace: 'namespace',
  ownsNamespace: 'owns_namespace',
  host: 'host',
  links: 'links',
  version: 'version',
  commit: 'commit',
  parameters: 'parameters',
  overrides: 'overrides',
  secrets: 'secrets',
  desired: 'desired',
  revision: 'revision',
  phase: 'phase',
  phaseExplanation: 'phase_explanation',
  appliedRevision: 'applied_revision',
  deployedRevision: 'deployed_revision',
  deployedVersion: 'deployed_version',
  appliedHash: 'applied_hash',
  liveHash: 'live_hash',
  recordedScales: 'recorded_scales',
  health: 'health',
  healthExplanation: 'health_explanation',
  observedAt: 'observed_at',
  createdBy: 'created_by',
  createdAt: 'created_at',
  updatedBy: 'updated_by',
  updatedAt: 'updated_at',
  archivedAt: 'archived_at',
  expiresAt: 'expires_at',
  deletedAt: 'deleted_at',
};

/**
 * The columns for the fields that are present; one that is present and undefined becomes null.
 */
export function toColumns(record: Partial<StagingRecord>): StagingColumns {
  const columns: StagingColumns = {};
  for (const field of Object.keys(COLUMNS) as (keyof StagingRecord)[]) {
    if (field in record) columns[COLUMNS[field]] = toColumn(record[field]);
  }
  return columns;
}

function toColumn(
  value: StagingRecord[keyof StagingRecord],
): string | number | boolean | null {
  if (value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

export function toStagingRecord(row: StagingRow): StagingRecord {
  return {
    id: row.id,
    name: row.name,
    entityRef: row.entity_ref,
    template: row.template,
    branch: row.branch,
    cluster: row.cluster,
    namespace: row.namespace,
    ownsNamespace: Boolean(row.owns_namespace),
    host: row.host,
    links: parseJson<StagingLink[]>(row.links),
    version: row.version ?? undefined,
    commit: row.commit ?? undefined,
    parameters: parseJson<JsonObject>(row.parameters),
    overrides: parseJson<JsonObject>(row.overrides),
    secrets: parseJson<Record<string, string>>(row.secrets),
    desired: row.desired as DesiredState,
    revision: row.revision,
    phase: row.phase as Phase,
    phaseExplanation: parseJson<Explanation>(row.phase_explanation),
    appliedRevision: row.applied_revision ?? undefined,
    deployedRevision: row.deployed_revision ?? undefined,
    deployedVersion: row.deployed_version ?? undefined,
    appliedHash: row.applied_hash ?? undefined,
    liveHash: row.live_hash ?? undefined,
    recordedScales: parseJson<RecordedScale[]>(row.recorded_scales),
    health: row.health as Health,
    healthExplanation: parseJson<Explanation>(row.health_explanation),
    observedAt: toNumber(row.observed_at),
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
    updatedBy: row.updated_by,
    updatedAt: toNumber(row.updated_at),
    archivedAt: toNumber(row.archived_at),
    expiresAt: toNumber(row.expires_at),
    deletedAt: toNumber(row.deleted_at),
  };
}
