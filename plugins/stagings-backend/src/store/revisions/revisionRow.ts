import { StagingLink } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../../model/staging';
import { BigIntColumn, parseJson, toNumber } from '../columnValues';

/** One accepted change of a staging; `createdAt` is milliseconds since the epoch. */
export interface RevisionRecord {
  stagingId: string;
  revision: number;
  inputs: StagingInputs;
  /** What people were shown of it. */
  links?: StagingLink[];
  version?: string;
  createdBy: string;
  createdAt: number;
}

/** A row of the table `revisions`. */
export interface RevisionRow {
  staging_id: string;
  revision: number;
  inputs: string;
  links: string | null;
  version: string | null;
  created_by: string;
  created_at: BigIntColumn;
}

export function toRevisionRow(record: RevisionRecord): RevisionRow {
  return {
    staging_id: record.stagingId,
    revision: record.revision,
    inputs: JSON.stringify(record.inputs),
    links: record.links ? JSON.stringify(record.links) : null,
    version: record.version ?? null,
    created_by: record.createdBy,
    created_at: record.createdAt,
  };
}

export function toRevisionRecord(row: RevisionRow): RevisionRecord {
  return {
    stagingId: row.staging_id,
    revision: row.revision,
    inputs: parseJson<StagingInputs>(row.inputs),
    links: parseJson<StagingLink[]>(row.links),
    version: row.version ?? undefined,
    createdBy: row.created_by,
    createdAt: toNumber(row.created_at),
  };
}
