import { setTimeout as sleep } from 'node:timers/promises';
import { Knex } from 'knex';
import { readFixture } from '../../health/__testUtils__/readFixture';
import { identityOf, KubeObject } from '../../model/kubeObject';
import { InventoryEntry } from '../../model/inventory';
import { StagingRecord } from '../../model/staging';
import {
  claimCluster,
  claimDue,
  findStaging,
  insertStaging,
  nextDueIn,
  readCheck,
  readInventory,
  replaceInventory,
  releaseLease,
  wake,
} from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';
import { BASE_KINDS } from './watchedKinds';
import { Following } from './following';
import { LiveObjects } from './LiveObjects';
import { ObservedFeed, Observer } from './Observer';

jest.setTimeout(60_000);

const databases = storeDatabases();

/** Objects of a fixture as those of a staging. */
function objectsOf(fixture: string, staging = 'shop'): KubeObject[] {
  const { object, children } = readFixture(fixture);
  return [object, ...children].map(item => ({
    ...item,
    metadata: {
      ...item.metadata,
      labels: {
        ...item.metadata.labels,
        'stagings.backstage.io/staging': staging,
      },
    },
  }));
}

async function add(
  db: Knex,
  root: KubeObject,
  record: Partial<StagingRecord>,
  id = 'shop',
): Promise<void> {
  await insertStaging(db, stagingRecord({ id, ...record }), {});
  await recordEntries(db, id, [
    { ...identityOf(root), version: 'v1', actuation: 'applied', revision: 1 },
  ]);
}

async function recordEntries(
  db: Knex,
  id: string,
  entries: InventoryEntry[],
): Promise<void> {
  await wake(db, id, {});
  const [lease] = await claimDue(db, { owner: 'a', leaseMs: 60_000, limit: 1 });
  await replaceInventory(db, lease!, entries);
  await releaseLease(db, lease!, {});
}

/** A feed of a cluster that is followed with all its kinds. */
function followAll(live: LiveObjects) {
  const feed: ObservedFeed & { isLive: boolean; following: Following } = {
    live,
    isLive: true,
    following: 'live',
    knows: kind =>
      feed.following === 'live' && BASE_KINDS.some(k => k.kind === kind.kind),
    followingOf: () => feed.following,
  };
  return feed;
}

describe('Observer', () => {
  let observer: Observer;
  let live: LiveObjects;
  let feed: ReturnType<typeof followAll>;
  let context: ReturnType<typeof engineContext>;
  afterEach(() => observer.stop());

  async function observe(
    fixture: string,
    record: Partial<StagingRecord> = { phase: 'running' },
  ) {
    const db = await databases.open('SQLITE_3');
    const [root, ...children] = objectsOf(fixture);
    await add(db, root!, record);
    const { createdAt } = readFixture(fixture);
    context = engineContext({ db, now: () => createdAt + 700_000 });
    await claimCluster(db, 'staging', context.owner, 60_000);
    live = new LiveObjects();
    feed = followAll(live);
    observer = new Observer(context, 'staging', feed, () => {});
    for (const object of [root!, ...children]) live.put(object);
  }

  /** Lets the observer look, and answers what is stored then. */
  async function look(name = 'shop') {
    observer.schedule(name, 1);
    await sleep(50);
    await observer.stop();
    return findStaging(context.db, 'shop');
  }

  it("writes a pod's failure down, and notifies of it", async () => {
    await observe('deployment/imagePullBackOff');

    await expect(look()).resolves.toMatchObject({
      health: 'degraded',
      healthExplanation: { reason: 'ImagePullFailed' },
      observedAt: context.now(),
    });
    expect(context.notify.mock.calls).toEqual([['shop']]);
  });

  it('does not notify again of what is stored already', async () => {
    await observe('deployment/imagePullBackOff');
    observer.schedule('shop', 1);
    await sleep(50);
    await look();

    expect(context.notify).toHaveBeenCalledTimes(1);
  });

  it('looks at a burst once', async () => {
    await observe('deployment/imagePullBackOff');
    const looks = jest.spyOn(live, 'of');
    for (let change = 0; change < 20; change++) observer.schedule('shop', 10);
    await look();

    expect(looks).toHaveBeenCalledTimes(1);
  });

  const applied = { revision: 3, appliedRevision: 3 };
  it.each<[string, Partial<StagingRecord>, boolean]>([
    ['healthy', { phase: 'deploying', ...applied }, true],
    ['imagePullBackOff', { phase: 'deploying', ...applied }, true],
    ['oldPodsTerminating', { phase: 'deploying', ...applied }, false],
    [
      'oldPodsTerminating',
      { phase: 'deploying', revision: 3, deployedRevision: 2 },
      true,
    ],
    ['oldPodsTerminating', { phase: 'deploying', revision: 3 }, false],
    ['healthy', { phase: 'failed' }, true],
    ['healthy', { phase: 'archiving', desired: 'archived' }, true],
    ['healthy', { phase: 'waiting' }, false],
  ])(
    'shown %s, wakes a staging that is %j: %s',
    async (state, record, woken) => {
      await observe(`deployment/${state}`, record);
      await look();

      const due = await nextDueIn(context.db);
      expect(due !== undefined).toBe(woken);
    },
  );

  it('tells nothing of a staging before all of it was applied for the first time', async () => {
    await observe('deployment/imagePullBackOff', { phase: 'deploying' });
    await expect(look()).resolves.toMatchObject({ health: 'unknown' });
  });

  it('wakes a staging that waits for a hook before anything else is there', async () => {
    await observe('deployment/healthy', { phase: 'deploying' });
    const [entry] = await readInventory(context.db, 'shop');
    const runs = { 'pre-install': { state: 'started' } } as const;
    await recordEntries(context.db, 'shop', [
      {
        ...entry!,
        hook: { events: ['pre-install'], operation: 'first', runs },
      },
    ]);
    await look();

    await expect(nextDueIn(context.db)).resolves.toBe(0);
  });

  it('is not held up by a staging of which the cluster does not answer', async () => {
    await observe('deployment/imagePullBackOff');
    const cart = objectsOf('deployment/imagePullBackOff', 'cart');
    await add(context.db, cart[0]!, { phase: 'running', name: 'cart' }, 'cart');
    for (const object of cart) live.put(object);
    const { known } = context;
    const nothingYet = new Promise<void>(resolve => {
      const answer = known.asFarAsKnown.bind(known);
      jest.spyOn(known, 'asFarAsKnown').mockImplementation(async staging => {
        if (staging.id === 'shop') await nothingYet;
        return answer(staging);
      });
      setTimeout(resolve, 500);
    });

    observer.schedule('shop', 1);
    await sleep(50);
    observer.schedule('cart', 1);
    await sleep(200);
    const health = async (id: string) =>
      (await findStaging(context.db, id))?.health;
    expect([await health('shop'), await health('cart')]).toEqual([
      'unknown',
      'degraded',
    ]);
    await nothingYet;
    await observer.stop();
    expect(await health('shop')).toBe('degraded');
  });

  it.each<[string, Partial<StagingRecord>, string]>([
    ['is being deleted', { phase: 'deleting', desired: 'deleted' }, 'shop'],
    ['is gone', { phase: 'deleted', desired: 'deleted' }, 'shop'],
    ['is of another cluster', { phase: 'running', cluster: 'far' }, 'shop'],
    ['nobody knows', { phase: 'running' }, 'other'],
  ])('leaves alone what %s', async (_, record, name) => {
    await observe('deployment/imagePullBackOff', record);

    await expect(look(name)).resolves.toMatchObject({ health: 'unknown' });
    expect(context.notify).not.toHaveBeenCalled();
  });

  it('shows nothing missing of a staging that is archived, and explains nothing', async () => {
    await observe('deployment/scaledToZero', {
      phase: 'archived',
      desired: 'archived',
      healthExplanation: { reason: 'PodsStopping', message: '1 pod is left' },
    });
    const shown = await look();
    expect(shown).toMatchObject({ health: 'suspended' });
    expect(shown?.healthExplanation).toBeUndefined();
  });

  it('keeps what was shown while the cluster is not followed', async () => {
    await observe('deployment/imagePullBackOff', {
      phase: 'running',
      health: 'healthy',
      observedAt: 1,
    });
    feed.isLive = false;

    await expect(look()).resolves.toMatchObject({
      health: 'healthy',
      observedAt: 1,
    });
  });

  it('says that it cannot know where the account may not watch', async () => {
    await observe('deployment/imagePullBackOff');
    feed.following = 'refused';

    await expect(look()).resolves.toMatchObject({
      health: 'unknown',
      healthExplanation: { reason: 'WatchForbidden' },
    });
  });

  it('says nothing before all that decides was seen', async () => {
    await observe('deployment/healthy');
    const [deployment] = await readInventory(context.db, 'shop');
    await recordEntries(context.db, 'shop', [
      deployment!,
      { ...deployment!, group: '', version: 'v1', kind: 'Service' },
    ]);
    feed.knows = ({ kind }) => kind === 'Deployment';
    await expect(look()).resolves.toMatchObject({ health: 'unknown' });
  });

  it('calls nothing missing right after the cluster came back', async () => {
    await observe('deployment/healthy', {
      phase: 'running',
      health: 'healthy',
      observedAt: 1,
    });
    for (const object of live.of('shop')) live.remove(object);
    observer.onLive(true);

    await expect(look()).resolves.toMatchObject({ health: 'healthy' });
  });

  it('looks sooner when something happens before a look that is planned', async () => {
    await observe('deployment/imagePullBackOff');
    observer.schedule('shop', 60_000);

    await expect(look()).resolves.toMatchObject({ health: 'degraded' });
  });

  describe('has a staging checked', () => {
    const edit = async (record: Partial<StagingRecord>) => {
      await observe('deployment/healthy', record);
      observer.onChange({ staging: 'shop', isEdited: true });
      await sleep(150);
      await observer.stop();
      return readCheck(context.db, 'shop');
    };

    it('at once when somebody edited it', async () => {
      const check = await edit({ phase: 'running' });
      expect(check?.dueIn).toBeLessThanOrEqual(0);
    });

    it('not for edits while it is being deployed: those are its own', async () => {
      const check = await edit({ phase: 'deploying' });
      expect(check?.dueIn).toBeUndefined();
    });

    it('at once when something is missing that was gone before its kind was followed', async () => {
      await observe('deployment/healthy', { phase: 'running' });
      for (const object of live.of('shop')) live.remove(object);
      await look();
      const check = await readCheck(context.db, 'shop');
      expect(check?.dueIn).toBeLessThanOrEqual(0);
    });

    it('at once when it is archived and has pods again', async () => {
      await observe('deployment/healthy', {
        phase: 'archived',
        desired: 'archived',
      });
      await look();
      const check = await readCheck(context.db, 'shop');
      expect(check?.dueIn).toBeLessThanOrEqual(0);
    });

    it('now and then in any case', async () => {
      await observe('deployment/healthy', { phase: 'running' });
      await look();
      const check = await readCheck(context.db, 'shop');
      expect(check?.dueIn).toBeGreaterThan(4 * 60_000);
    });
  });

  it('does nothing any more once it is stopped', async () => {
    await observe('deployment/imagePullBackOff');
    observer.schedule('shop', 10);
    await observer.stop();
    observer.schedule('shop', 1);
    await sleep(50);

    await expect(findStaging(context.db, 'shop')).resolves.toMatchObject({
      health: 'unknown',
    });
  });
});
