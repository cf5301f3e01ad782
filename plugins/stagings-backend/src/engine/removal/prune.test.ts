import { ApiError, GroupUnavailableError } from '../../cluster/errors';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { pruneRest } from './prune';
import { Workspace } from '../Workspace';

const APPLIED = 2;

function entry(more: Partial<InventoryEntry> & { name: string }) {
  return {
    group: '',
    kind: 'ConfigMap',
    namespace: 'stg-shop',
    version: 'v1',
    uid: `uid-${more.name}`,
    actuation: 'applied' as const,
    revision: 1,
    ...more,
  };
}

/** The object of an entry as the cluster has it, with our labels. */
function liveObject(
  { kind, namespace, name, uid }: InventoryEntry,
  metadata: Partial<KubeObject['metadata']> = {},
): KubeObject {
  const labels = {
    'stagings.backstage.io/staging': 'shop',
    'stagings.backstage.io/installation': 'portal',
  };
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace, uid, labels, ...metadata },
  };
}

interface Given {
  inventory: InventoryEntry[];
  live?: (candidate: InventoryEntry) => KubeObject | undefined;
  /** What the cluster answers to a delete. */
  remove?: () => 'gone' | 'deleting';
  confirmed?: boolean;
}

/** Prunes, and answers what was asked to be deleted, what is remembered afterwards and what people are told. */
async function prune(given: Given) {
  const { inventory, live = liveObject, remove = () => 'gone' } = given;
  const deleted: unknown[] = [];
  const patched: string[] = [];
  const warnings: string[] = [];
  let remembered = inventory;
  const workspace = {
    staging: { name: 'shop', template: 'web', appliedRevision: APPLIED },
    operation: { confirmsPrune: given.confirmed },
    context: {
      installation: 'portal',
      config: {
        templates: [{ name: 'web', prune: { maxShare: 0.5, allow: [] } }],
      },
    },
    fence: async () => {},
    log: async (message: string, level = 'info') => {
      if (level !== 'info') warnings.push(message);
    },
    saveInventory: async (entries: InventoryEntry[]) => {
      remembered = entries;
    },
  } as unknown as Workspace;
  const client = {
    get: async (candidate: InventoryEntry) => live(candidate),
    delete: async ({ name }: InventoryEntry, { uid }: { uid: string }) => {
      deleted.push([name, uid]);
      return remove();
    },
    mergePatch: async ({ name }: InventoryEntry) => patched.push(name),
  };
  const told = await pruneRest(workspace, client as never, inventory);
  return { deleted, patched, warnings, remembered, told };
}

describe('pruneRest', () => {
  const current = entry({ name: 'current', revision: APPLIED });
  const old = entry({ name: 'old' });

  it('deletes the very object that an earlier render made', async () => {
    await expect(prune({ inventory: [current, old] })).resolves.toEqual({
      deleted: [['old', 'uid-old']],
      patched: [],
      warnings: [],
      remembered: [current],
      told: undefined,
    });
  });

  it('remembers what is not gone yet', async () => {
    const { remembered } = await prune({
      inventory: [current, old],
      remove: () => 'deleting',
    });
    expect(remembered).toEqual([current, old]);
  });

  it('forgets what is gone already', async () => {
    await expect(
      prune({ inventory: [current, old], live: () => undefined }),
    ).resolves.toMatchObject({ deleted: [], remembered: [current] });
  });

  it('keeps what has other labels now, says so, and remembers it', async () => {
    const live = (candidate: InventoryEntry) =>
      liveObject(candidate, { labels: {} });
    await expect(
      prune({ inventory: [current, old], live }),
    ).resolves.toMatchObject({
      deleted: [],
      warnings: [expect.stringContaining('ConfigMap old')],
      remembered: [current, old],
    });
  });

  it('keeps an object that was just applied under another group, and forgets the old name', async () => {
    const uid = 'uid-web';
    const kind = 'Ingress';
    const before = entry({ name: 'web', group: 'extensions', kind, uid });
    const after = entry({
      name: 'web',
      group: 'networking.k8s.io',
      kind,
      uid,
      revision: APPLIED,
    });
    await expect(prune({ inventory: [before, after] })).resolves.toMatchObject({
      deleted: [],
      remembered: [after],
    });
  });

  it('lets go of what existed before the staging', async () => {
    await expect(
      prune({ inventory: [current, { ...old, adopted: true }] }),
    ).resolves.toMatchObject({
      deleted: [],
      patched: ['old'],
      remembered: [current],
    });
  });

  it('leaves the kinds of a group that does not answer for another time', async () => {
    const live = () => {
      throw new GroupUnavailableError('staging', 'example.com/v1');
    };
    await expect(
      prune({ inventory: [current, old], live }),
    ).resolves.toMatchObject({
      deleted: [],
      warnings: [expect.stringContaining('example.com/v1')],
      remembered: [current, old],
    });
  });

  it('goes on where the cluster refuses one, and tells', async () => {
    const remove = () => {
      throw new ApiError({
        cluster: 'staging',
        verb: 'delete',
        status: 403,
        reason: 'Forbidden',
        message: 'cannot delete resource configmaps',
        causes: [],
        recovering: false,
      });
    };
    const { remembered, told } = await prune({
      inventory: [current, old],
      remove,
    });
    expect(remembered).toEqual([current, old]);
    expect(told).toMatchObject({
      reason: 'PruneIncomplete',
      message: expect.stringContaining('ConfigMap old stays'),
    });
  });

  describe('of a large part of the staging', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map(name => entry({ name }));

    it('waits until a person confirms it, and says what it is about', async () => {
      const { deleted, remembered, told } = await prune({
        inventory: [current, ...many],
      });
      expect(deleted).toEqual([]);
      expect(remembered).toEqual([current, ...many]);
      expect(told).toMatchObject({
        reason: 'PruneNotConfirmed',
        message:
          '5 of 6 objects are kept, although the template has them no more, since one deploy may remove at most 50 % of a staging: ConfigMap a, ConfigMap b, ConfigMap c, ConfigMap d, ConfigMap e',
      });
    });

    it('is done once it is confirmed', async () => {
      const { deleted, remembered, told } = await prune({
        inventory: [current, ...many],
        confirmed: true,
      });
      expect(deleted).toHaveLength(5);
      expect(remembered).toEqual([current]);
      expect(told).toBeUndefined();
    });

    it('does not count what is gone already', async () => {
      const live = (candidate: InventoryEntry) =>
        candidate.name === 'a' ? undefined : liveObject(candidate);
      const { deleted, told } = await prune({
        inventory: [current, ...many],
        live,
      });
      expect(deleted).toHaveLength(4);
      expect(told).toBeUndefined();
    });
  });
});
