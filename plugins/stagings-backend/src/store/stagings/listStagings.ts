import { StagingStateFilter } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { AccessFilter } from '../../model/access';
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
  /** Rows a page, at least 1. */
  limit: number;
  /** From the page before. */
  cursor?: string;
  /** What the caller may see; everything when absent. */
  access?: AccessFilter;
}

/** One page, newest first. */
export interface StagingPage {
  items: StagingRecord[];
  /** Of all pages. */
  totalItems: number;
  nextCursor?: string;
}

/** @throws InputError when the cursor is not one of ours */
export async function listStagings(
  db: Db,
  query: StagingListQuery,
): Promise<StagingPage> {
  const position =
    query.cursor === undefined ? undefined : decodeCursor(query.cursor);
  const matching = () => restrictToQuery(db<StagingRow>('stagings'), query);

  const [total] = await matching().count({ count: '*' });
  const page = matching()
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(query.limit + 1);
  if (position) startAfter(page, position);

  const rows = await page;
  const items = rows.slice(0, query.limit).map(toStagingRecord);
  const last = items.at(-1);
  return {
    items,
    totalItems: Number(total?.count),
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
  switch (query.state) {
    case 'active':
      return rows.whereNotIn('phase', ['archived', 'deleted']);
    case 'archived':
    case 'deleted':
      return rows.where('phase', query.state);
    default:
      return rows;
  }
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
