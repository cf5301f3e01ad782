import { OperationRecord } from '../../model/operation';
import { Db } from '../db';
import { OperationRow, toOperationRecord } from './operationRow';

/** The last operations of a staging, newest first. */
export async function listOperations(
  db: Db,
  stagingId: string,
  { limit }: { limit: number },
): Promise<OperationRecord[]> {
  const rows = await db<OperationRow>('operations')
    .where({ staging_id: stagingId })
    .orderBy('sequence', 'desc')
    .limit(limit);
  return rows.map(toOperationRecord);
}
