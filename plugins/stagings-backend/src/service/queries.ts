import {
  ListStagingsQuery,
  Operation,
  OperationWithLog,
  StagingRevision,
} from 'backstage-plugin-stagings-common';
import { AccessFilter } from '../model/access';
import { StagingRecord } from '../model/staging';
import {
  findOperation,
  findRevision,
  findStaging,
  findStagings,
  listOperations,
  listRunning,
  listStagings,
  readClusterSigns,
  readLog,
  StagingPage,
  usedTemplates,
} from '../store';
import { asSeen, SeenStaging, sightOf } from './asSeen';
import { ServiceContext } from './context';
import { normaliseRef } from './entities';
import { presentLogEntry, presentOperation, presentRevision } from './present';

const DEFAULT_LIMIT = 100;
const MAX_OPERATIONS = 100;
const MAX_HOLDERS = 10;

type Db = Pick<ServiceContext, 'db'>;
type Reading = Pick<ServiceContext, 'db' | 'now'>;

/** A staging, also a deleted one; whether the caller may see it is for the caller's side to ask. */
export async function getStaging(
  context: Reading,
  id: string,
): Promise<SeenStaging | undefined> {
  const [staging, signs] = await Promise.all([
    findStaging(context.db, id),
    readClusterSigns(context.db),
  ]);
  return staging && asSeen(staging, signs.get(staging.cluster), context.now());
}

/** The stagings with these ids; unknown ids are left out. */
export function getStagings(
  { db }: Db,
  ids: readonly string[],
): Promise<StagingRecord[]> {
  return findStagings(db, ids);
}

/** Which of the stagings are searched at all. */
export interface SearchScope {
  /** What the caller may see; everything when absent. */
  access?: AccessFilter;
  /** Refs of components; all of them when absent. */
  components?: string[];
}

/** One page of stagings as they can be seen now. */
export interface SeenPage extends StagingPage {
  items: SeenStaging[];
}

/**
 * One page of the stagings that the query and the scope select.
 * @throws InputError for a malformed ref or cursor
 */
export async function searchStagings(
  context: Reading,
  query: Omit<ListStagingsQuery, 'owner'>,
  scope: SearchScope,
): Promise<SeenPage> {
  const { entityRef, state = 'active', limit = DEFAULT_LIMIT } = query;
  const { q, phase, health, cursor } = query;
  const now = context.now();
  const signs = await readClusterSigns(context.db);
  const page = await listStagings(context.db, {
    entityRef: entityRef === undefined ? undefined : normaliseRef(entityRef),
    access: { allOf: [...conditionsOf(query), ...limitsOf(scope)] },
    ...{ state, q, phase, health, limit, cursor },
    sight: sightOf(signs, now),
  });
  return {
    ...page,
    items: page.items.map(staging =>
      asSeen(staging, signs.get(staging.cluster), now),
    ),
  };
}

/** Stagings that take the room of a limit and that the scope shows, the longest unchanged first. */
export async function holdersOf(
  context: Reading,
  matching: AccessFilter,
  scope: SearchScope,
): Promise<SeenStaging[]> {
  const now = context.now();
  const [signs, holders] = await Promise.all([
    readClusterSigns(context.db),
    listRunning(
      context.db,
      { allOf: [matching, ...limitsOf(scope)] },
      MAX_HOLDERS,
    ),
  ]);
  return holders.map(staging =>
    asSeen(staging, signs.get(staging.cluster), now),
  );
}

function conditionsOf({
  createdBy,
  template,
  cluster,
}: ListStagingsQuery): AccessFilter[] {
  return [
    ...(createdBy ? [{ createdBy: [createdBy] }] : []),
    ...(template ? [{ templates: [template] }] : []),
    ...(cluster ? [{ clusters: [cluster] }] : []),
  ];
}

function limitsOf({ access, components }: SearchScope): AccessFilter[] {
  return [
    ...(access ? [access] : []),
    ...(components ? [{ entityRefs: components }] : []),
  ];
}

/** Names of the templates of those stagings of a component that the caller may see, deleted ones too. */
export function templatesInUse(
  { db }: Db,
  entityRef: string,
  access?: AccessFilter,
): Promise<string[]> {
  return usedTemplates(db, { entityRef, access });
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

/** The inputs of one accepted change; undefined where there is none with this number. */
export async function revisionOf(
  { db }: Db,
  staging: StagingRecord,
  revision: number,
): Promise<StagingRevision | undefined> {
  const found = await findRevision(db, staging.id, revision);
  return found && presentRevision(found);
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
