import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { AccessFilter } from '../../model/access';
import { StagingRecord } from '../../model/staging';
import { storeDatabases } from '../__testUtils__/databases';
import { stagingRecord } from '../__testUtils__/records';
import { insertStaging } from './insertStaging';
import { listStagings, StagingListQuery } from './listStagings';

jest.setTimeout(60_000);

const databases = storeDatabases();
const shop = 'component:default/shop';
const cart = 'component:default/cart';
const ann = 'user:default/ann';
const bob = 'user:default/bob';

const records: StagingRecord[] = [
  stagingRecord({ id: 'a', entityRef: shop, createdBy: ann, createdAt: 1 }),
  stagingRecord({ id: 'b', entityRef: shop, createdBy: bob, createdAt: 2 }),
  stagingRecord({ id: 'c', entityRef: cart, createdBy: ann, createdAt: 3 }),
  stagingRecord({
    id: 'd',
    entityRef: cart,
    createdBy: bob,
    createdAt: 4,
    template: 'worker',
    cluster: 'other',
  }),
];

async function fill(db: Knex, rows: StagingRecord[]): Promise<void> {
  for (const row of rows) await insertStaging(db, row, {});
}

async function idsOf(
  db: Knex,
  query: Partial<StagingListQuery>,
): Promise<string[]> {
  const page = await listStagings(db, { state: 'all', limit: 100, ...query });
  expect(page.totalItems).toBe(page.items.length);
  return page.items.map(({ id }) => id);
}

describe.each(databases.ids)('listStagings on %s', databaseId => {
  describe('with some stagings', () => {
    let db: Knex;
    beforeAll(async () => {
      db = await databases.open(databaseId);
      await fill(db, records);
    });

    const nobody: AccessFilter = { anyOf: [] };
    const everybody: AccessFilter = { allOf: [] };
    it.each<[string, AccessFilter, string]>([
      ['entity refs', { entityRefs: [shop] }, 'ba'],
      ['creators', { createdBy: [ann, 'user:default/zoe'] }, 'ca'],
      ['templates', { templates: ['worker'] }, 'd'],
      ['clusters', { clusters: ['staging', 'other'] }, 'dcba'],
      ['no values', { entityRefs: [] }, ''],
      ['not no values', { not: { createdBy: [] } }, 'dcba'],
      ['one of nothing', nobody, ''],
      ['all of nothing', everybody, 'dcba'],
      ['not one of nothing', { not: nobody }, 'dcba'],
      ['not all of nothing', { not: everybody }, ''],
      [
        'one of',
        { anyOf: [{ templates: ['worker'] }, { entityRefs: [shop] }] },
        'dba',
      ],
      [
        'all of',
        { allOf: [{ entityRefs: [cart] }, { createdBy: [ann] }] },
        'c',
      ],
      [
        'one of nothing, inside one of',
        { anyOf: [nobody, { createdBy: [ann] }] },
        'ca',
      ],
      [
        'all of, inside one of, inside not',
        {
          not: {
            anyOf: [
              { allOf: [{ entityRefs: [shop] }, { createdBy: [ann] }] },
              { templates: ['worker'] },
            ],
          },
        },
        'cb',
      ],
      [
        'one of, inside all of',
        {
          allOf: [
            { anyOf: [{ entityRefs: [shop] }, { templates: ['worker'] }] },
            { anyOf: [{ createdBy: [bob] }, { clusters: ['nowhere'] }] },
          ],
        },
        'db',
      ],
    ])('shows what access by %s allows', async (_, access, expected) => {
      await expect(idsOf(db, { access })).resolves.toEqual([...expected]);
    });

    it('joins the access with the other conditions', async () => {
      await expect(
        idsOf(db, {
          entityRef: cart,
          access: { anyOf: [{ entityRefs: [shop] }, { createdBy: [ann] }] },
        }),
      ).resolves.toEqual(['c']);
    });

    it('counts by phase and health what the other conditions select', async () => {
      const page = await listStagings(db, {
        entityRef: cart,
        state: 'archived',
        limit: 1,
      });
      expect(page).toMatchObject({ items: [], totalItems: 0 });
      expect(page.counts).toEqual([
        {
          ...{ phase: records[2]!.phase, health: records[2]!.health },
          count: 2,
        },
      ]);
    });

    it.each(['', 'nonsense', 'bnVsbA', 'WyJhIiwxXQ', 'WzFd'])(
      'refuses %j as a cursor',
      async cursor => {
        await expect(
          listStagings(db, { state: 'all', limit: 1, cursor }),
        ).rejects.toThrow(InputError);
      },
    );
  });

  it('tells states apart', async () => {
    const db = await databases.open(databaseId);
    const phases = [
      'queued',
      'waiting',
      'deploying',
      'running',
      'failed',
      'archiving',
      'archived',
      'deleting',
      'deleted',
    ] as const;
    await fill(
      db,
      phases.map((phase, index) =>
        stagingRecord({ id: phase, phase, createdAt: 100 - index }),
      ),
    );

    await expect(idsOf(db, { state: 'active' })).resolves.toEqual(
      phases.filter(phase => phase !== 'archived' && phase !== 'deleted'),
    );
    await expect(idsOf(db, { state: 'archived' })).resolves.toEqual([
      'archived',
    ]);
    await expect(idsOf(db, { state: 'deleted' })).resolves.toEqual(['deleted']);
    await expect(idsOf(db, { state: 'all' })).resolves.toEqual([...phases]);
  });

  it.each([
    ['a part of the name', 'shop-fix', ['name']],
    ['a part of the branch', 'feature/', ['branch']],
    ['a part of the template', 'queue', ['template']],
    ['another case', 'FEATURE/lögin', ['branch']],
    ['a percent sign as itself', '100%', ['percent']],
    ['an underscore as itself', 'a_b', ['underscore']],
    ['an exclamation mark as itself', 'oh!', ['bang']],
    ['nothing of the kind', 'zzz', []],
  ])('searches for %s', async (_, q, expected) => {
    const db = await databases.open(databaseId);
    await fill(db, [
      stagingRecord({ id: 'name', name: 'shop-fix-abcde' }),
      stagingRecord({ id: 'branch', branch: 'Feature/lögin' }),
      stagingRecord({ id: 'template', template: 'queue-worker' }),
      stagingRecord({ id: 'percent', branch: 'scale-to-100%-now' }),
      stagingRecord({ id: 'hundred', branch: 'scale-to-1000' }),
      stagingRecord({ id: 'underscore', branch: 'a_b' }),
      stagingRecord({ id: 'letter', branch: 'axb' }),
      stagingRecord({ id: 'bang', branch: 'oh!' }),
    ]);

    await expect(idsOf(db, { q })).resolves.toEqual(expected);
  });

  it('knows the health of what is in sight only, in rows, counts and filter', async () => {
    const db = await databases.open(databaseId);
    const seen = { phase: 'running', health: 'healthy' } as const;
    await fill(db, [
      stagingRecord({ id: 'followed', ...seen, observedAt: 10 }),
      stagingRecord({
        id: 'lost',
        ...seen,
        cluster: 'other',
        observedAt: 10,
      }),
      stagingRecord({
        id: 'just seen',
        ...seen,
        cluster: 'other',
        observedAt: 11,
      }),
      stagingRecord({
        id: 'archived',
        phase: 'archived',
        health: 'suspended',
        cluster: 'other',
        observedAt: 1,
      }),
    ]);
    const sight = { clusters: ['staging'], after: 10 };

    await expect(idsOf(db, { sight, health: ['unknown'] })).resolves.toEqual([
      'lost',
    ]);
    const { counts } = await listStagings(db, {
      state: 'all',
      limit: 1,
      sight,
    });
    expect(counts).toEqual(
      expect.arrayContaining([
        { phase: 'running', health: 'healthy', count: 2 },
        { phase: 'running', health: 'unknown', count: 1 },
        { phase: 'archived', health: 'suspended', count: 1 },
      ]),
    );
    const blind = { clusters: [], after: 10 };
    await expect(
      idsOf(db, { sight: blind, health: ['unknown'] }),
    ).resolves.toEqual(['lost', 'followed']);
  });

  it('goes through all pages once, also where times are equal and new stagings come', async () => {
    const db = await databases.open(databaseId);
    const rows = Array.from({ length: 7 }, (_, index) =>
      stagingRecord({ id: `id-${index}`, createdAt: Math.floor(index / 3) }),
    );
    await fill(db, rows);

    const first = await listStagings(db, { state: 'all', limit: 2 });
    await fill(db, [stagingRecord({ id: 'newer', createdAt: 99 })]);
    const seen = first.items.map(({ id }) => id);
    let cursor = first.nextCursor;
    while (cursor !== undefined) {
      const page = await listStagings(db, { state: 'all', limit: 2, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }

    expect(first.totalItems).toBe(7);
    expect(seen).toEqual(rows.map(({ id }) => id).reverse());
  });

  it('has no next page after a full last one', async () => {
    const db = await databases.open(databaseId);
    await fill(db, records.slice(0, 2));

    const page = await listStagings(db, { state: 'all', limit: 2 });

    expect(page.items).toHaveLength(2);
    expect(page).not.toHaveProperty('nextCursor');
  });
});
