import { Knex } from 'knex';

/**
 * Where an operation runs: the database, or a transaction. Inside a transaction only the transaction may
 * be used, since SQLite has a single connection.
 */
export type Db = Knex | Knex.Transaction;

/** All or nothing: within the caller's transaction where there is one, or else in one of its own. */
export async function inTransaction<T>(
  db: Db,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.isTransaction ? work(db as Knex.Transaction) : db.transaction(work);
}
