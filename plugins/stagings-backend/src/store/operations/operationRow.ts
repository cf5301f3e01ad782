import {
  Artifact,
  InputChange,
  OperationKind,
  OperationState,
  WorkloadName,
} from 'backstage-plugin-stagings-common';
import { OperationRecord } from '../../model/operation';
import { BigIntColumn, parseJson, toNumber } from '../columnValues';

/** A row of the table `operations`. */
export interface OperationRow {
  /** Order of acceptance; given by the database. */
  sequence: number;
  id: string;
  staging_id: string;
  kind: string;
  revision: number;
  state: string;
  actor: string;
  via: string | null;
  changes: string;
  artifacts: string | null;
  resource: string | null;
  applied_since: BigIntColumn | null;
  troubled_since: BigIntColumn | null;
  confirms_prune: boolean | number | null;
  reason: string | null;
  message: string | null;
  created_at: BigIntColumn;
  started_at: BigIntColumn | null;
  ended_at: BigIntColumn | null;
}

/** States of operations that have not ended. */
export const OPEN_STATES: OperationState[] = ['queued', 'running'];

export function toOperationRow(
  operation: OperationRecord,
): Omit<OperationRow, 'sequence'> {
  return {
    id: operation.id,
    staging_id: operation.stagingId,
    kind: operation.kind,
    revision: operation.revision,
    state: operation.state,
    actor: operation.actor,
    via: operation.via ?? null,
    changes: JSON.stringify(operation.changes),
    artifacts: toArtifactsColumn(operation.artifacts),
    resource: operation.resource ? JSON.stringify(operation.resource) : null,
    applied_since: operation.appliedSince ?? null,
    troubled_since: operation.troubledSince ?? null,
    confirms_prune: operation.confirmsPrune ?? null,
    reason: operation.reason ?? null,
    message: operation.message ?? null,
    created_at: operation.createdAt,
    started_at: operation.startedAt ?? null,
    ended_at: operation.endedAt ?? null,
  };
}

export function toArtifactsColumn(
  artifacts: Artifact[] | undefined,
): string | null {
  return artifacts ? JSON.stringify(artifacts) : null;
}

export function toOperationRecord(row: OperationRow): OperationRecord {
  return {
    id: row.id,
    stagingId: row.staging_id,
    kind: row.kind as OperationKind,
    revision: row.revision,
    state: row.state as OperationState,
    actor: row.actor,
    via: row.via ?? undefined,
    changes: parseJson<InputChange[]>(row.changes),
    artifacts:
      row.artifacts === null ? undefined : parseJson<Artifact[]>(row.artifacts),
    ...(row.confirms_prune ? { confirmsPrune: true } : {}),
    ...(row.resource === null
      ? {}
      : { resource: parseJson<WorkloadName>(row.resource) }),
    appliedSince: toNumber(row.applied_since),
    troubledSince: toNumber(row.troubled_since),
    reason: row.reason ?? undefined,
    message: row.message ?? undefined,
    createdAt: toNumber(row.created_at),
    startedAt: toNumber(row.started_at),
    endedAt: toNumber(row.ended_at),
  };
}
