import {
  Health,
  Phase,
  StagingCount,
  StagingStateFilter,
} from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { AccessFilter } from '../../model/access';
import { OBSERVED_PHASES, Sight } from '../../model/clusterSign';
import { StagingRecord } from '../../model/staging';
import { Db } from '../db';
import { decodeCursor, encodeCursor, PagePosition } from './cursor';
import { restrictTo } from './restrictTo';
import { StagingRow, toStagingRecord } from './stagingRow';

/** Which stagings to list. */
export interface StagingListQuery {
  entityRef?: string;
  state: StagingStateFilter;
  /** Text that name, branch or template contains, in any case. */
  q?: string;
  /** Any of these; every one when absent. */
  phase?: Phase[];
  /** Any of these; every one when absent. */
  health?: Health[];
  /** Rows a page, at least 1. */
  limit: number;
  /** From the page before. */
  cursor?: string;
  /** What the caller may see; everything when absent. */
  access?: AccessFilter;
  /** What can be seen of the clusters; the health of others is unknown. Everything when absent. */
  sight?: Sight;
}

/** One page, newest first. */
export interface StagingPage {
  items: StagingRecord[];
  /** Of all pages. */
  totalItems: number;
  nextCursor?: string;
  /** Of all pages, and of every state, phase and health. */
  counts: StagingCount[];
}

const IN_STATE: Record<StagingStateFilter, (phase: Phase) => boolean> = {
  active: phase => phase !== 'archived' && phase !== 'deleted',
  archived: phase => phase === 'archived',
  deleted: phase => phase === 'deleted',
  all: () => true,
};

/** @throws InputError when the cursor is not one of ours */
export async function listStagings(
  db: Db,
  query: StagingListQuery,
): Promise<StagingPage> {
  const position =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const matching = () => restrictToQuery(db<StagingRow>('stagings'), query);

  const health = healthWithin(db, query.sight);
  const counts = await countEach(db, matching(), health);
  const wanted = counts.filter(count => isWanted(count, query));
  const page = matching()
    .whereIn('phase', [...new Set(wanted.map(({ phase }) => phase))])
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  if (position) startAfter(page, position);

  if (query.health) page.where(health, 'in', query.health);

  const rows = await page;
  const items = rows.slice(0, query.limit).map(toStagingRecord);
  const last = items.at(-1);
  return {
    items,
    totalItems: wanted.reduce((total, { count }) => total + count, 0),
    counts,
    ...(last && rows.length > items.length
      ? { nextCursor: encodeCursor(last) }
      : {}),
  };
}

function restrictToQuery(
  rows: Knex.QueryBuilder<StagingRow, StagingRow[]>,
  query: StagingListQuery,
): Knex.QueryBuilder<StagingRow, StagingRow[]> {
  if (query.entityRef !== undefined) rows.where('entity_ref', query.entityRef);
  if (query.q) restrictToText(rows, query.q);
  if (query.access) restrictTo(rows, query.access);
  return rows;
}

/** The health of a row, as far as it can be seen. */
function healthWithin(db: Db, sight: Sight | undefined): Knex.Raw {
  if (!sight) return db.raw('??', ['health']);
  const placesOf = (values: readonly string[]) =>
    values.map(() => '?').join(', ');
  const isElsewhere =
    sight.clusters.length > 0
      ? `cluster not in (${placesOf(sight.clusters)}) and`
      : '';
  return db.raw(
    `case when phase in (${placesOf(OBSERVED_PHASES)}) and ${isElsewhere}
     observed_at <= ? then 'unknown' else health end`,
    [...OBSERVED_PHASES, ...sight.clusters, sight.after],
  );
}

async function countEach(
  db: Db,
  rows: Knex.QueryBuilder,
  health: Knex.Raw,
): Promise<StagingCount[]> {
  const seen = rows.select('phase', { health }).as('seen');
  const counted: (Omit<StagingCount, 'count'> & { count: number | string })[] =
    await db
      .from(seen)
      .groupBy('phase', 'health')
      .select('phase', 'health')
      .count({ count: '*' });
  return counted.map(each => ({ ...each, count: Number(each.count) }));
}

function isWanted(
  { phase, health }: StagingCount,
  query: StagingListQuery,
): boolean {
  return (
    IN_STATE[query.state](phase) &&
    (query.phase?.includes(phase) ?? true) &&
    (query.health?.includes(health) ?? true)
  );
}

function restrictToText(rows: Knex.QueryBuilder, text: string): void {
  const pattern = `%${text.replace(/[%_!]/g, '!$&')}%`;
  rows.where(group => {
    for (const column of ['name', 'branch', 'template']) {
      group.orWhereRaw("lower(??) like lower(?) escape '!'", [column, pattern]);
    }
  });
}

function startAfter(
  rows: Knex.QueryBuilder,
  { createdAt, id }: PagePosition,
): void {
  rows.where(after =>
    after
      .where('created_at', '<', createdAt)
      .orWhere(sameTime =>
        sameTime.where('created_at', createdAt).where('id', '<', id),
      ),
  );
}
