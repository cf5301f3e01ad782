import {
  ListStagingsQuery,
  Operation,
  OperationWithLog,
} from 'backstage-plugin-stagings-common';
import { AccessFilter } from '../model/access';
import { StagingRecord } from '../model/staging';
import {
  findOperation,
  findStaging,
  findStagings,
  listOperations,
  listStagings,
  readLog,
  StagingPage,
} from '../store';
import { ServiceContext } from './context';
import { normaliseRef } from './entities';
import { presentLogEntry, presentOperation } from './present';

const DEFAULT_LIMIT = 100;
const MAX_OPERATIONS = 100;

type Db = Pick<ServiceContext, 'db'>;

/** A staging, also a deleted one; whether the caller may see it is for the caller's side to ask. */
export function getStaging(
  { db }: Db,
  id: string,
): Promise<StagingRecord | undefined> {
  return findStaging(db, id);
}

/** The stagings with these ids; unknown ids are left out. */
export function getStagings(
  { db }: Db,
  ids: readonly string[],
): Promise<StagingRecord[]> {
  return findStagings(db, ids);
}

/**
 * One page of the stagings that the query and the caller's access select.
 * @throws InputError for a malformed ref or cursor
 */
export function searchStagings(
  { db }: Db,
  query: ListStagingsQuery,
  access: AccessFilter | undefined,
): Promise<StagingPage> {
  const {
    entityRef,
    state = 'active',
    q,
    limit = DEFAULT_LIMIT,
    cursor,
  } = query;
  return listStagings(db, {
    entityRef: entityRef === undefined ? undefined : normaliseRef(entityRef),
    state,
    q,
    limit,
    cursor,
    access,
  });
}

/** What was done to a staging, newest first. */
export async function operationsOf(
  { db }: Db,
  staging: StagingRecord,
): Promise<Operation[]> {
  const operations = await listOperations(db, staging.id, {
    limit: MAX_OPERATIONS,
  });
  return operations.map(presentOperation);
}

/** One operation with its log, and the staging that it belongs to. */
export async function operationWithStaging(
  { db }: Db,
  id: string,
): Promise<{ operation?: OperationWithLog; staging?: StagingRecord }> {
  const operation = await findOperation(db, id);
  if (!operation) return {};
  const [staging, log] = await Promise.all([
    findStaging(db, operation.stagingId),
    readLog(db, id),
  ]);
  return {
    staging,
    operation: {
      ...presentOperation(operation),
      log: log.map(presentLogEntry),
    },
  };
}
