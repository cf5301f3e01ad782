import { ApiError, ClusterUnreachableError } from '../../cluster/errors';
import { ClusterRegistry } from '../../cluster/types';
import { WaitingError } from '../../model/errors';
import { FakeCluster } from '../__testUtils__/fakeCluster';
import { GuardedClusters } from './GuardedClusters';

const POD = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  namespace: 'stg',
  name: 'web',
};

describe('GuardedClusters', () => {
  let now: number;
  let cluster: FakeCluster;
  let clusters: GuardedClusters;
  let back: jest.Mock;

  beforeEach(() => {
    now = 0;
    back = jest.fn();
    cluster = new FakeCluster();
    const registry: ClusterRegistry = {
      names: () => [cluster.name],
      get: () => cluster,
      close: () => {},
    };
    clusters = new GuardedClusters(registry, () => now, back);
  });

  async function fail(times: number) {
    cluster.interfere = async () => {
      throw new ClusterUnreachableError('staging', 'ECONNREFUSED', 'refused');
    };
    for (let call = 0; call < times; call++) {
      now += 1_000;
      await expect(clusters.get('staging').get(POD)).rejects.toThrow('refused');
    }
    cluster.calls.length = 0;
  }

  it('leaves a cluster alone after five connection errors', async () => {
    const client = clusters.get('staging');
    await fail(5);

    await expect(client.get(POD)).rejects.toBeInstanceOf(WaitingError);
    expect(cluster.calls).toEqual([]);
  });

  it('says what is the matter, and when to come back', async () => {
    await fail(5);

    let refusal: unknown;
    try {
      clusters.get('staging');
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({
      explanation: {
        reason: 'ClusterUnreachable',
        message: 'Cluster staging cannot be reached: refused',
      },
    });
    const { retryAfter } = refusal as WaitingError;
    expect(retryAfter).toBeGreaterThanOrEqual(30_000);
    expect(retryAfter).toBeLessThanOrEqual(35_000);
  });

  it.each([
    ['an answer', async () => {}],
    [
      'a refusal, which is an answer',
      async () => {
        throw new ApiError({
          cluster: 'staging',
          verb: 'get',
          status: 403,
          reason: 'Forbidden',
          message: 'no',
          causes: [],
          recovering: false,
        });
      },
    ],
  ])('is closed again by %s', async (_, interfere) => {
    await fail(5);
    now += 30_000;
    cluster.interfere = interfere;
    await clusters
      .get('staging')
      .get(POD)
      .catch(() => {});

    expect(back).toHaveBeenCalledWith('staging');
    expect(clusters.circuit('staging').openFor).toBeUndefined();
  });

  it('is not closed by an answer from memory', async () => {
    await fail(5);
    now += 30_000;
    cluster.interfere = async () => {};
    await clusters.get('staging').listResources();

    expect(back).not.toHaveBeenCalled();
  });

  it('counts only errors in a row', async () => {
    await fail(4);
    cluster.interfere = async () => {};
    await clusters.get('staging').get(POD);
    await fail(4);

    expect(clusters.circuit('staging').openFor).toBeUndefined();
  });
});
