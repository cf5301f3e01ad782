import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { identityOf, KubeObject, ObjectIdentity } from '../../model/kubeObject';
import { isWorkloadKind } from '../../plan';
import { isActivePod } from '../live/isActivePod';
import { readLiveObjects } from '../live/liveObjects';
import { Workspace } from '../Workspace';
import { removeObjects } from './removeObjects';

/** A little longer than pods usually have to end. What takes longer goes with its namespace. */
const PATIENCE_MS = 35_000;

/**
 * Removes the workloads and their volume claims before the namespace that they are in, and answers what is left
 * of them and of their pods. What shuts down has its services and secrets until then, and it is faster: a
 * namespace in which pods run, or claims wait for them, is looked at again only after half of their grace
 * period, or of 15 seconds, however soon they are gone.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/namespace/deletion/namespaced_resources_deleter.go
 */
export async function removeWorkloads(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<Explanation | undefined> {
  const { context, staging } = workspace;
  const entries = inventory.filter(entry => isSlow(entry) && !entry.hook);
  if (entries.length === 0 || isOverdue(workspace)) return undefined;
  const live = await readLiveObjects(
    client,
    staging,
    context.installation,
    entries,
  );
  return removeObjects(workspace, client, live.filter(isInTheWay), inventory);
}

function isSlow(identity: ObjectIdentity): boolean {
  const { group, kind } = identity;
  const isClaim = group === '' && kind === 'PersistentVolumeClaim';
  return isClaim || isWorkloadKind(identity);
}

function isOverdue({ operation, context }: Workspace): boolean {
  const since = operation?.startedAt ?? 0;
  return context.now() - since > PATIENCE_MS;
}

/** Pods that have ended need no time to go, and may be those of hooks. */
function isInTheWay(object: KubeObject): boolean {
  const hasEnded = object.kind === 'Pod' && !isActivePod(object);
  return isSlow(identityOf(object)) && !hasEnded;
}
