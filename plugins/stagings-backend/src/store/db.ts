import { Knex } from 'knex';

/**
 * Where an operation runs: the database, or a transaction. Inside a transaction only the transaction may
 * be used, since SQLite has a single connection.
 */
export type Db = Knex | Knex.Transaction;
