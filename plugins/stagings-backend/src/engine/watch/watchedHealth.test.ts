import { Explanation } from 'backstage-plugin-stagings-common';
import { InventoryEntry } from '../../model/inventory';
import { OperationRecord } from '../../model/operation';
import { StagingRecord } from '../../model/staging';
import { claimCluster, writeClusterSign } from '../../store';
import { useWorlds } from '../__testUtils__/useWorlds';
import { World } from '../__testUtils__/World';
import { watchedHealth } from './watchedHealth';

jest.setTimeout(60_000);

const worldOf = useWorlds();

const ORDERED_AT = 1_795_000_000_000;
const APPLIED_FROM = ORDERED_AT + 1_000;
const SEEN_AT = ORDERED_AT + 5_000;

function entry(kind: string, group = ''): InventoryEntry {
  return {
    group,
    version: 'v1',
    kind,
    namespace: 'stg-shop',
    name: 'web',
    actuation: 'applied',
    revision: 1,
  };
}

const DEPLOYMENT = entry('Deployment', 'apps');

interface Case {
  staging?: Partial<StagingRecord>;
  operation?: Partial<OperationRecord>;
  applied?: InventoryEntry[];
}

describe('what the watch shows of a deploy', () => {
  let world: World;
  beforeEach(async () => {
    world = await worldOf({});
    await world.create();
  });

  async function follow(trouble?: Explanation) {
    const { cluster } = world;
    const { db, owner, now } = world.context;
    await claimCluster(db, cluster.name, owner, 60_000);
    const sign = { liveAt: now(), trouble };
    await writeClusterSign(db, cluster.name, owner, sign);
  }

  async function watched({ staging, operation, applied }: Case) {
    const workspace = await world.workspace({
      staging: { health: 'healthy', observedAt: SEEN_AT, ...staging },
      operation: { appliedSince: APPLIED_FROM, ...operation },
    });
    const entries = applied ?? [DEPLOYMENT, entry('Secret')];
    return (await watchedHealth(workspace, entries, ORDERED_AT))?.health;
  }

  it.each<[string, Case]>([
    ['all that was made is healthy for the first time', {}],
    [
      'it is starting, also where something ran before',
      { staging: { health: 'progressing', deployedRevision: 1 } },
    ],
  ])('suffices where %s', async (_, given) => {
    await follow();
    expect(await watched(given)).toBe(given.staging?.health ?? 'healthy');
  });

  it.each<[string, Case]>([
    [
      'the healthy one may be that before',
      { staging: { deployedRevision: 1 } },
    ],
    [
      'it was seen before anything was applied',
      { staging: { observedAt: APPLIED_FROM - 1 } },
    ],
    [
      'it was seen before it was ordered',
      { staging: { health: 'progressing', observedAt: ORDERED_AT - 1 } },
    ],
    ['nothing was seen', { staging: { observedAt: undefined } }],
    ['nothing was applied', { operation: { appliedSince: undefined } }],
    ['something is wrong', { staging: { health: 'degraded' } }],
    [
      'a kind is not always watched that has a health of its own',
      { applied: [DEPLOYMENT, entry('Certificate', 'cert-manager.io')] },
    ],
  ])('does not suffice where %s', async (_, given) => {
    await follow();
    expect(await watched(given)).toBeUndefined();
  });

  it('does not suffice where a module has a rule for a kind that is not always watched', async () => {
    await follow();
    const rule = () => ({ health: 'healthy' as const });
    world.context.healthRules = new Map([['/Secret', rule]]);
    expect(await watched({})).toBeUndefined();
  });

  it('does not suffice while the cluster is not followed', async () => {
    expect(await watched({})).toBeUndefined();
    await follow({ reason: 'WatchCut', message: 'The watch was cut' });
    expect(await watched({})).toBeUndefined();
  });
});
