import { Explanation } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { InventoryEntry } from '../../model/inventory';
import { OperationRecord } from '../../model/operation';
import { StagingRecord } from '../../model/staging';
import { TestFolders } from '../../render/__testUtils__/renderInput';
import { claimCluster, currentOperation, writeClusterSign } from '../../store';
import { storeDatabases } from '../../store/__testUtils__/databases';
import { World } from '../__testUtils__/World';
import { Workspace } from '../Workspace';
import { watchedHealth } from './watchedHealth';

jest.setTimeout(60_000);

const databases = storeDatabases();
const folders = new TestFolders();
afterAll(() => folders.remove());

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
  let db: Knex;
  let world: World;
  let worlds = 0;

  beforeEach(async () => {
    db ??= await databases.open('SQLITE_3');
    worlds += 1;
    world = new World(db, await folders.create({}), `watched-${worlds}`);
    await world.create();
  });

  async function follow(trouble?: Explanation) {
    const { context, cluster } = world;
    await claimCluster(db, cluster.name, context.owner, 60_000);
    await writeClusterSign(db, cluster.name, context.owner, {
      liveAt: context.now(),
      trouble,
    });
  }

  async function watched({ staging, operation, applied }: Case) {
    const ordered = await currentOperation(db, world.id);
    const workspace = new Workspace({
      context: world.context,
      lease: {
        stagingId: world.id,
        owner: 'worker',
        token: 1,
        wakeSequence: 0,
      },
      staging: {
        ...(await world.staging()),
        health: 'healthy',
        observedAt: SEEN_AT,
        ...staging,
      },
      operation: ordered && {
        ...ordered,
        appliedSince: APPLIED_FROM,
        ...operation,
      },
      signal: new AbortController().signal,
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
