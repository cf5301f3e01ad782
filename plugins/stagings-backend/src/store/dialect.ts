import { Knex } from 'knex';
import { Db } from './db';

type Engine = 'postgresql' | 'sqlite3';

/** Any numbers, the same in all versions and used for nothing else in the plugin's database. */
const MIGRATION_LOCK = 1937006951;
const LIMITS_LOCK = 1937006952;

/**
 * The engine behind a connection.
 * @throws Error when it is neither PostgreSQL nor SQLite: others lack partial unique indexes
 */
export function engineOf(db: Db): Engine {
  const { dialect }: { dialect: string } = db.client;
  if (dialect === 'postgresql' || dialect === 'sqlite3') return dialect;
  throw new Error(
    `Stagings keep their records in PostgreSQL or SQLite, not in ${dialect}; change backend.database.client`,
  );
}

/** Whether no two processes have the database at a time: SQLite is a file of one portal. */
export function belongsToOneProcess(db: Db): boolean {
  return engineOf(db) === 'sqlite3';
}

/**
 * The database's time at the start of the statement, in milliseconds since the epoch. All replicas share
 * this clock, so leases do not depend on theirs.
 */
export function nowMs(db: Db): Knex.Raw {
  return engineOf(db) === 'postgresql'
    ? db.raw('(extract(epoch from statement_timestamp()) * 1000)::bigint')
    : db.raw("cast(round(unixepoch('subsec') * 1000) as integer)");
}

/** The database's time so many milliseconds from now. */
export function msFromNow(db: Db, ms: number): Knex.Raw {
  return db.raw('? + ?', [nowMs(db), Math.round(ms)]);
}

/**
 * Keeps others from changing the rows that a query in a transaction selects; rows that refer to them can
 * still be added. SQLite has one writer at a time and needs no lock.
 */
export function forUpdate<T extends Knex.QueryBuilder>(db: Db, query: T): T {
  if (engineOf(db) === 'postgresql') query.forNoKeyUpdate();
  return query;
}

/** As `forUpdate`, but leaves out the rows that somebody else has locked instead of waiting for them. */
export function forUpdateSkipLocked<T extends Knex.QueryBuilder>(
  db: Db,
  query: T,
): T {
  if (engineOf(db) === 'postgresql') query.forNoKeyUpdate().skipLocked();
  return query;
}

/**
 * Lets one transaction at a time count what there is and add to it, until it ends. SQLite has one writer at
 * a time and needs no lock.
 */
export async function lockLimits(tx: Db): Promise<void> {
  if (engineOf(tx) === 'postgresql') {
    await tx.raw('select pg_advisory_xact_lock(?)', [LIMITS_LOCK]);
  }
}

/**
 * Runs migrations while no other replica does. On PostgreSQL all of it is one transaction, so a replica
 * that is killed meanwhile leaves nothing behind, not even knex's own lock. SQLite belongs to one
 * process, and migrations that rebuild a table have to turn foreign keys off, which a transaction forbids.
 */
export async function underMigrationLock(
  knex: Knex,
  migrate: (db: Db) => Promise<void>,
): Promise<void> {
  if (belongsToOneProcess(knex)) {
    await migrate(knex);
    return;
  }
  await knex.transaction(async tx => {
    await tx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await migrate(tx);
  });
}

/**
 * Has SQLite write ahead, so that a transaction waits for no disk. The end of the process loses nothing; a
 * power failure may take the last moments, but never leaves half of a transaction. The setting stays with
 * the file.
 */
export async function prepareConnection(knex: Knex): Promise<void> {
  if (engineOf(knex) === 'sqlite3') await knex.raw('pragma journal_mode = wal');
}
