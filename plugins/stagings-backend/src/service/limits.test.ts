import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { LimitsConfig } from '../config/types';
import { insertStaging } from '../store';
import { storeDatabases } from '../store/__testUtils__/databases';
import { stagingRecord } from '../store/__testUtils__/records';
import { engineContext } from '../engine/__testUtils__/engineContext';
import { LimitError, requireRoom, roomsFor } from './limits';

jest.setTimeout(60_000);

const databases = storeDatabases();

function component(name: string, ...owners: string[]) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    relations: owners.map(owner => ({ type: 'ownedBy', targetRef: owner })),
  };
}

const catalog = catalogServiceMock({
  entities: [
    component('shop', 'group:default/market'),
    component('cart', 'group:default/market'),
    component('mail', 'group:default/office'),
  ],
});

describe.each(databases.ids)('limits on %s', databaseId => {
  /** Two stagings of the shop, one of them archived, and one of each other component; one is deleted. */
  async function filled(limits: Partial<LimitsConfig>) {
    const db = await databases.open(databaseId);
    for (const record of [
      stagingRecord({ id: 'one' }),
      stagingRecord({ id: 'rests', phase: 'archived', desired: 'archived' }),
      stagingRecord({ id: 'gone', phase: 'deleted', desired: 'deleted' }),
      stagingRecord({ id: 'cart', entityRef: 'component:default/cart' }),
      stagingRecord({
        id: 'mail',
        cluster: 'other',
        template: 'mail',
        entityRef: 'component:default/mail',
      }),
    ]) {
      await insertStaging(db, record, {});
    }
    const { config } = engineContext({ db });
    const context = {
      db,
      config: { ...config, limits: { ...config.limits, ...limits } },
      catalog,
      auth: mockServices.auth(),
      now: Date.now,
    };
    return { db, context };
  }

  const wanted = {
    entityRef: 'component:default/shop',
    template: 'web',
    cluster: 'staging',
  };

  async function room(limits: Partial<LimitsConfig>): Promise<void> {
    const { db, context } = await filled(limits);
    const rooms = await roomsFor(context, wanted);
    await db.transaction(tx => requireRoom(tx, rooms));
  }

  it.each<[Partial<LimitsConfig>]>([
    [{}],
    [{ perComponent: 2 }],
    [{ perOwner: 3 }],
    [{ perTemplate: 3 }],
    [{ perCluster: 3 }],
  ])('%j: there is room', async limits => {
    await expect(room(limits)).resolves.toBeUndefined();
  });

  it.each<[Partial<LimitsConfig>, string, object]>([
    [
      { perComponent: 1 },
      '1 staging of component:default/shop runs, and the limit is 1',
      {
        scope: 'component',
        subject: 'component:default/shop',
        max: 1,
        used: 1,
      },
    ],
    [
      { perOwner: 2 },
      '2 stagings of the components of group:default/market run, and the limit is 2',
      { scope: 'owner', subject: 'group:default/market', max: 2, used: 2 },
    ],
    [
      { perTemplate: 1 },
      '2 stagings from the template web run, and the limit is 1',
      { scope: 'template', subject: 'web', max: 1, used: 2 },
    ],
    [
      { perComponent: 2, perCluster: 2 },
      '2 stagings in the cluster staging run, and the limit is 2',
      { scope: 'cluster', subject: 'staging', max: 2, used: 2 },
    ],
  ])('%j: there is none', async (limits, message, limit) => {
    const refusal = await room(limits).catch(error => error);
    expect(refusal).toBeInstanceOf(LimitError);
    expect(refusal).toMatchObject({
      statusCode: 429,
      message: `${message}; archive or delete one that nobody needs now`,
      limit: { ...limit, stagings: [] },
    });
  });

  it('gives the last place away once, however many ask at the same time', async () => {
    const { db, context } = await filled({ perComponent: 2 });
    const rooms = await roomsFor(context, wanted);
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        db.transaction(async tx => {
          await requireRoom(tx, rooms);
          await insertStaging(tx, stagingRecord({ id: `new-${index}` }), {});
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      1,
    );
  });
});
