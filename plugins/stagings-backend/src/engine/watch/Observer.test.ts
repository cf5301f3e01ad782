import { setTimeout as sleep } from 'node:timers/promises';
import { Knex } from 'knex';
import { readFixture } from '../../health/__testUtils__/readFixture';
import { identityOf, KubeObject } from '../../model/kubeObject';
import { StagingRecord } from '../../model/staging';
import {
  claimDue,
  findStaging,
  insertStaging,
  nextDueIn,
  replaceInventory,
  releaseLease,
  wake,
} from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';
import { LiveObjects } from './LiveObjects';
import { Observer } from './Observer';

jest.setTimeout(60_000);

const databases = storeDatabases();

/** Objects of a fixture as those of the staging `shop`. */
function ofShop(fixture: string): KubeObject[] {
  const { object, children } = readFixture(fixture);
  return [object, ...children].map(item => ({
    ...item,
    metadata: {
      ...item.metadata,
      labels: {
        ...item.metadata.labels,
        'stagings.backstage.io/staging': 'shop',
      },
    },
  }));
}

async function addShop(
  db: Knex,
  root: KubeObject,
  record: Partial<StagingRecord>,
): Promise<void> {
  await insertStaging(db, stagingRecord({ id: 'shop', ...record }), {});
  await wake(db, 'shop', {});
  const [lease] = await claimDue(db, { owner: 'a', leaseMs: 60_000, limit: 1 });
  await replaceInventory(db, lease!, [
    { ...identityOf(root), version: 'v1', actuation: 'applied', revision: 1 },
  ]);
  await releaseLease(db, lease!, {});
}

describe('Observer', () => {
  let observer: Observer;
  let live: LiveObjects;
  let context: ReturnType<typeof engineContext>;
  afterEach(() => observer.stop());

  async function observe(
    fixture: string,
    record: Partial<StagingRecord> = { phase: 'running' },
  ) {
    const db = await databases.open('SQLITE_3');
    const [root, ...children] = ofShop(fixture);
    await addShop(db, root!, record);
    const { createdAt } = readFixture(fixture);
    context = engineContext({ db, now: () => createdAt + 700_000 });
    live = new LiveObjects();
    observer = new Observer(context, 'staging', live);
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

  it.each<[Partial<StagingRecord>, boolean]>([
    [{ phase: 'deploying' }, true],
    [{ phase: 'failed' }, true],
    [{ phase: 'archiving', desired: 'archived' }, true],
    [{ phase: 'running' }, false],
    [{ phase: 'archived', desired: 'archived' }, false],
  ])('wakes a staging that is %j: %s', async (record, woken) => {
    await observe('deployment/healthy', record);
    await look();

    const due = await nextDueIn(context.db);
    expect(due !== undefined).toBe(woken);
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

  it('shows nothing missing of a staging that is archived', async () => {
    await observe('deployment/scaledToZero', {
      phase: 'archived',
      desired: 'archived',
    });
    await expect(look()).resolves.toMatchObject({ health: 'suspended' });
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
