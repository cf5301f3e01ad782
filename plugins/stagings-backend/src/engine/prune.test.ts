import { InventoryEntry } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import { pruneRest } from './prune';
import { Workspace } from './Workspace';

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

/** Prunes, and answers what was asked to be deleted and what is remembered afterwards. */
async function prune(
  inventory: InventoryEntry[],
  live: (candidate: InventoryEntry) => KubeObject | undefined = liveObject,
  outcome: 'gone' | 'deleting' = 'gone',
) {
  const deleted: unknown[] = [];
  const warnings: string[] = [];
  let remembered = inventory;
  const workspace = {
    staging: { name: 'shop', appliedRevision: APPLIED },
    context: { installation: 'portal' },
    fence: async () => {},
    log: async (message: string, level?: string) => {
      if (level === 'warning') warnings.push(message);
    },
    saveInventory: async (entries: InventoryEntry[]) => {
      remembered = entries;
    },
  } as unknown as Workspace;
  const client = {
    get: async (candidate: InventoryEntry) => live(candidate),
    delete: async ({ name }: InventoryEntry, { uid }: { uid: string }) => {
      deleted.push([name, uid]);
      return outcome;
    },
  };
  await pruneRest(workspace, client as never, inventory);
  return { deleted, warnings, remembered };
}

describe('pruneRest', () => {
  const current = entry({ name: 'current', revision: APPLIED });
  const old = entry({ name: 'old' });

  it('deletes the very object that an earlier render made', async () => {
    await expect(prune([current, old])).resolves.toEqual({
      deleted: [['old', 'uid-old']],
      warnings: [],
      remembered: [current],
    });
  });

  it('remembers what is not gone yet', async () => {
    const { remembered } = await prune([current, old], liveObject, 'deleting');
    expect(remembered).toEqual([current, old]);
  });

  it('forgets what is gone already', async () => {
    await expect(prune([current, old], () => undefined)).resolves.toEqual({
      deleted: [],
      warnings: [],
      remembered: [current],
    });
  });

  it('keeps what has other labels now, says so, and remembers it', async () => {
    const taken = (candidate: InventoryEntry) =>
      liveObject(candidate, { labels: {} });
    await expect(prune([current, old], taken)).resolves.toEqual({
      deleted: [],
      warnings: [expect.stringContaining('ConfigMap old')],
      remembered: [current, old],
    });
  });

  it('keeps an object that was just applied under another group', async () => {
    const before = entry({ name: 'web', group: 'extensions', kind: 'Ingress' });
    const after = entry({
      name: 'web',
      group: 'networking.k8s.io',
      kind: 'Ingress',
      revision: APPLIED,
    });
    const { deleted } = await prune([before, after]);
    expect(deleted).toEqual([]);
  });
});
