import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { ObjectRef } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../../model/labels';
import {
  claimDue,
  insertStaging,
  replaceInventory,
  releaseLease,
  wake,
} from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { stagingRecord } from '../../store/__testUtils__/records';
import { engineContext } from '../__testUtils__/engineContext';
import { FakeCluster } from '../__testUtils__/fakeCluster';
import { ClusterFeed } from './ClusterFeed';
import { Change } from './LiveObjects';

jest.setTimeout(60_000);

const databases = storeDatabases();
const LABELS = { [STAGING_LABEL]: 'shop', [INSTALLATION_LABEL]: 'portal' };

function ref(kind: string, group = ''): ObjectRef {
  return { group, version: 'v1', kind, namespace: 'stg-shop', name: 'web' };
}

function object(kind: string, apiVersion = 'v1'): KubeObject {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'stg-shop', labels: LABELS },
  };
}

describe('ClusterFeed', () => {
  let db: Knex;
  let cluster: FakeCluster;
  let feed: ClusterFeed;
  let changes: Change[];
  let live: boolean[];

  beforeEach(async () => {
    db = await databases.open('SQLITE_3');
    cluster = new FakeCluster();
    cluster.add({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'stg-shop', labels: LABELS },
    });
    cluster.add(object('Deployment', 'apps/v1'));
    cluster.add(object('ConfigMap'));
    changes = [];
    live = [];
    feed = new ClusterFeed(engineContext({ db, cluster }), cluster);
    feed.start({
      onChange: change => changes.push(change),
      onLive: isLive => live.push(isLive),
    });
    await sleep(20);
  });
  afterEach(() => feed.stop());

  async function hold(...kinds: { group: string; kind: string }[]) {
    await insertStaging(db, stagingRecord({ id: 'shop' }), {}).catch(() => {});
    await wake(db, 'shop', {});
    const [lease] = await claimDue(db, {
      owner: 'a',
      leaseMs: 60_000,
      limit: 1,
    });
    await replaceInventory(
      db,
      lease!,
      kinds.map(({ group, kind }) => ({
        ...ref(kind, group),
        actuation: 'applied',
        revision: 1,
      })),
    );
    await releaseLease(db, lease!, {});
    await feed.followHeldKinds();
    await sleep(20);
    changes.length = 0;
  }
  const seen = () =>
    feed.live
      .of('shop')
      .map(({ kind }) => kind)
      .sort();

  it('is live once all kinds are followed, as far as the cluster has them', () => {
    expect(live).toEqual([true]);
    expect(feed.isLive).toBe(true);
    expect(feed.followingOf({ apiVersion: 'v1', kind: 'Service' })).toBe(
      'refused',
    );
    expect(seen()).toEqual(['Deployment']);
  });

  it('follows each further kind as long as an inventory holds it', async () => {
    await hold({ group: '', kind: 'ConfigMap' });
    expect(seen()).toEqual(['ConfigMap', 'Deployment']);

    await hold({ group: 'apps', kind: 'Deployment' });
    expect(seen()).toEqual(['Deployment']);
    expect(
      feed.knows({ apiVersion: 'v1', kind: 'ConfigMap' }, 'stg-shop'),
    ).toBe(false);
  });

  it('never watches Secrets', async () => {
    await hold({ group: '', kind: 'Secret' });
    expect(
      feed.followingOf({ apiVersion: 'v1', kind: 'Secret' }),
    ).toBeUndefined();
  });

  it('tells an object that is gone', async () => {
    await cluster.delete(ref('Deployment', 'apps'), {
      propagation: 'Background',
    });
    changes.length = 0;
    await sleep(20);

    expect(changes).toEqual([{ staging: 'shop', isEdited: true }]);
    expect(seen()).toEqual([]);
  });

  it('keeps an object that only lost its label, and tells that somebody edited it', async () => {
    const [deployment] = feed.live.of('shop');
    changes.length = 0;
    feed.onEvent('deleted', deployment!);
    await sleep(20);

    expect(changes).toEqual([{ staging: 'shop', isEdited: true }]);
    expect(seen()).toEqual(['Deployment']);
  });

  it('keeps an object while nobody can tell whether it is gone', async () => {
    const [deployment] = feed.live.of('shop');
    changes.length = 0;
    cluster.interfere = async () => {
      throw new Error('no answer');
    };
    feed.onEvent('deleted', deployment!);
    await sleep(20);

    expect(changes).toEqual([]);
    expect(seen()).toEqual(['Deployment']);
  });

  it('does not ask for each object of a namespace that is going', async () => {
    await hold({ group: '', kind: 'Namespace' });
    await cluster.delete(
      { ...ref('Namespace'), namespace: '', name: 'stg-shop' },
      { propagation: 'Background' },
    );
    const [deployment] = feed.live
      .of('shop')
      .filter(o => o.kind !== 'Namespace');
    cluster.calls.length = 0;
    feed.onEvent('deleted', deployment!);
    await sleep(20);

    expect(cluster.calls).toEqual([]);
  });
});
