import { mockServices } from '@backstage/backend-test-utils';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, ClusterUnreachableError } from '../../cluster/errors';
import { ResourcePath, WatchOptions } from '../../cluster/types';
import { FakeCluster } from '../__testUtils__/fakeCluster';
import { Following } from './following';
import { KindWatch } from './KindWatch';
import { WatchSink } from './KindWatchOptions';

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

function refusal(status: number, recovering = false): ApiError {
  return new ApiError({
    cluster: 'staging',
    verb: 'watch',
    status,
    reason: 'Forbidden',
    message: 'cannot watch',
    causes: [],
    recovering,
  });
}

/** A cluster whose watches do what the test says. */
class WatchedCluster extends FakeCluster {
  readonly watches: WatchOptions[] = [];

  async watch(_: ResourcePath, options: WatchOptions): Promise<void> {
    this.watches.push(options);
    options.onState({ status: 'connecting' });
    if (options.signal.aborted) return;
    await new Promise<void>(resolve => {
      options.signal.addEventListener('abort', () => resolve());
    });
  }

  /** The watch of one namespace that goes on, or of all. */
  of(namespace?: string): WatchOptions {
    const found = this.watches.find(
      options => options.namespace === namespace && !options.signal.aborted,
    );
    if (!found) throw new Error(`${namespace ?? 'the cluster'} is not watched`);
    return found;
  }

  get namespaces(): (string | undefined)[] {
    return this.watches
      .filter(({ signal }) => !signal.aborted)
      .map(({ namespace }) => namespace);
  }
}

describe('KindWatch', () => {
  let cluster: WatchedCluster;
  let followed: Following[];
  let synced: (string | undefined)[];
  let watch: KindWatch | undefined;

  async function start(
    namespaces: string[] = [],
    kind = CONFIG_MAP,
  ): Promise<KindWatch> {
    cluster = new WatchedCluster();
    followed = [];
    synced = [];
    const sink: WatchSink = {
      onSynced: (_, __, namespace) => synced.push(namespace),
      onEvent: () => {},
      onFollowing: (_, following) => followed.push(following),
    };
    watch = new KindWatch({
      client: cluster,
      kind,
      labelSelector: 'a=b',
      sink,
      namespaces: async () => namespaces,
      logger: mockServices.logger.mock(),
    });
    await sleep(10);
    return watch;
  }
  afterEach(async () => {
    await watch?.stop();
    watch = undefined;
  });

  const interrupt = (error: Error, namespace?: string) =>
    cluster.of(namespace).onState({
      status: 'interrupted',
      error,
      retryIn: 1_000,
    });

  it('follows the whole cluster with one watch', async () => {
    const kind = await start(['stg-shop']);
    expect(kind.knows('stg-shop')).toBe(false);
    cluster.of().onSynced([]);
    cluster.of().onState({ status: 'live' });

    expect(cluster.namespaces).toEqual([undefined]);
    expect(kind.following).toBe('live');
    expect(kind.knows('stg-shop')).toBe(true);
  });

  it('lags while the cluster does not answer, and keeps what it knows', async () => {
    const kind = await start();
    cluster.of().onSynced([]);
    cluster.of().onState({ status: 'live' });
    interrupt(new ClusterUnreachableError('staging', 'ECONNRESET', 'cut'));
    cluster.of().onState({ status: 'live' });

    expect(followed).toEqual(['live', 'lagging', 'live']);
    expect(kind.knows('stg-shop')).toBe(true);
  });

  it.each([
    ['is not believed while the server is only starting', 403, true, 'lagging'],
    ['of a kind that vanished is the last word', 404, false, 'refused'],
  ])('a refusal %s', async (_, status, recovering, following) => {
    const kind = await start();
    cluster.of().onSynced([]);
    cluster.of().onState({ status: 'live' });
    interrupt(refusal(status, recovering));

    expect(kind.following).toBe(following);
    expect(kind.knows('stg-shop')).toBe(following === 'lagging');
    expect(cluster.namespaces).toEqual([undefined]);
  });

  it('is refused where the cluster does not know the kind', async () => {
    const kind = await start([], { apiVersion: 'v9', kind: 'Nothing' });
    expect(kind.following).toBe('refused');
    expect(cluster.watches).toEqual([]);
  });

  describe('where it may not watch the whole cluster', () => {
    it('follows each namespace that has stagings', async () => {
      const kind = await start(['one', 'two']);
      interrupt(refusal(403));
      await sleep(10);
      expect(cluster.namespaces).toEqual([undefined, 'one', 'two']);

      cluster.of('one').onSynced([]);
      cluster.of('one').onState({ status: 'live' });
      expect(kind.following).toBe('starting');
      cluster.of('two').onSynced([]);
      cluster.of('two').onState({ status: 'live' });
      expect(kind.following).toBe('live');
      expect([kind.knows('one'), kind.knows('three')]).toEqual([true, false]);
    });

    it('goes without the namespaces that it may not watch either', async () => {
      const kind = await start(['one', 'two']);
      interrupt(refusal(403));
      await sleep(10);
      cluster.of('one').onState({ status: 'live' });
      interrupt(refusal(403), 'two');
      expect(kind.following).toBe('live');

      interrupt(refusal(403), 'one');
      expect(kind.following).toBe('refused');
    });

    it('reads those that are too many to watch', async () => {
      const many = Array.from({ length: 52 }, (_, index) => `ns-${index}`);
      await start(many);
      interrupt(refusal(403));
      await sleep(20);

      expect(cluster.namespaces).toHaveLength(51);
      expect(synced).toEqual(['ns-50', 'ns-51']);
      expect(cluster.calls.filter(call => /^list/.test(call))).toHaveLength(2);
    });

    it('returns to one watch as soon as it may', async () => {
      const kind = await start(['one']);
      interrupt(refusal(403));
      await sleep(10);
      cluster.of().onSynced([]);
      cluster.of().onState({ status: 'live' });

      expect(cluster.namespaces).toEqual([undefined]);
      expect(kind.knows('anywhere')).toBe(true);
    });
  });
});
