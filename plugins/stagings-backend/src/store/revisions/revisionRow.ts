import { StagingInputs } from '../../model/staging';
import { BigIntColumn } from '../columnValues';

/** One accepted change of a staging; `createdAt` is milliseconds since the epoch. */
export interface RevisionRecord {
  stagingId: string;
  revision: number;
  inputs: StagingInputs;
  createdBy: string;
  createdAt: number;
}

/** A row of the table `revisions`. */
export interface RevisionRow {
  staging_id: string;
  revision: number;
  inputs: string;
  created_by: string;
  created_at: BigIntColumn;
}

export function toRevisionRow(record: RevisionRecord): RevisionRow {
  return {
    staging_id: record.stagingId,
    revision: record.revision,
    inputs: JSON.stringify(record.inputs),
    created_by: record.createdBy,
    created_at: record.createdAt,
  };
}
