import { Db } from './db';

/** Rows an insert, below the engines' limits for one statement. */
const CHUNK = 100;

/**
 * Inserts any number of rows. Unlike the `batchInsert` of knex it opens no transaction: the caller's is one
 * already.
 */
export async function insertAll<Row extends object>(
  tx: Db,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await tx(table).insert(rows.slice(start, start + CHUNK));
  }
}
