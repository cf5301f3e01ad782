import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { IdempotencyKeyUsedError, NameTakenError } from '../errors';
import { findByIdempotencyKey } from './findByIdempotencyKey';
import { toColumns } from './stagingRow';

/**
 * Stores a new staging. A refusal leaves the transaction usable.
 * @throws IdempotencyKeyUsedError when the creator used the key for another staging
 * @throws NameTakenError when a staging that is not deleted has the name in the cluster
 */
export async function insertStaging(
  db: Db,
  record: StagingRecord,
  options: { idempotencyKey?: string },
): Promise<void> {
  const { idempotencyKey } = options;
  const inserted = await db('stagings')
    .insert({
      ...toColumns(record),
      idempotency_key: idempotencyKey ?? null,
    })
    .onConflict()
    .ignore()
    .returning('id');
  if (inserted.length > 0) return;

  const { createdBy, cluster, name } = record;
  if (
    idempotencyKey !== undefined &&
    (await findByIdempotencyKey(db, createdBy, idempotencyKey))
  ) {
    throw new IdempotencyKeyUsedError(createdBy, idempotencyKey);
  }
  throw new NameTakenError({ cluster, name });
}
