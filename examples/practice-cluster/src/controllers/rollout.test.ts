import { Deployment, ReplicaSet } from '../model/objects';
import { planRollout } from './rollout';

const set = (replicas: number, available: number) =>
  ({
    spec: { replicas },
    status: { availableReplicas: available },
  } as ReplicaSet);

const rolling = (
  replicas: number,
  maxSurge: number | string,
  maxUnavailable: number | string,
) =>
  ({
    replicas,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge, maxUnavailable },
    },
  } as Deployment['spec']);

const recreate = (replicas: number) =>
  ({ replicas, strategy: { type: 'Recreate' } } as Deployment['spec']);

describe('planRollout', () => {
  it.each([
    [
      'grows within the surge first',
      rolling(4, '25%', '25%'),
      set(0, 0),
      set(4, 4),
      4,
      [1, 3],
    ],
    [
      'keeps the old pod of one replica while the new one is not ready',
      rolling(1, '25%', '25%'),
      set(1, 0),
      set(1, 1),
      1,
      [1, 1],
    ],
    [
      'removes it when the new one is',
      rolling(1, '25%', '25%'),
      set(1, 1),
      set(1, 1),
      1,
      [1, 0],
    ],
    [
      'removes broken old pods before healthy ones',
      rolling(2, 1, 0),
      set(1, 1),
      set(2, 1),
      2,
      [1, 1],
    ],
    [
      'goes down before up without surge',
      rolling(2, 0, 1),
      set(0, 0),
      set(2, 2),
      2,
      [0, 1],
    ],
    [
      'recreates only when nothing old is left',
      recreate(2),
      set(0, 0),
      set(2, 2),
      2,
      [0, 0],
    ],
    ['recreates then', recreate(2), set(0, 0), set(0, 0), 0, [2, 0]],
  ])('%s', (_what, spec, current, old, oldPods, sizes) => {
    const plan = planRollout(spec, current, [old], oldPods);
    expect(
      [current, old].map(
        one => plan.find(entry => entry.set === one)?.replicas,
      ),
    ).toEqual(sizes);
  });
});
