import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { identityOf, KubeObject } from '../../model/kubeObject';
import { HOOK_LABEL } from '../../model/labels';
import { kindKey } from '../../model/podTemplate';
import { isCustomKind, isWebhookKind } from '../../plan';
import { hasDeleteHooks, runDeleteHooks } from '../hooks/deleteHooks';
import { readLiveObjects, readRecordedObjects } from '../live/liveObjects';
import { isOurs, namespaceRef } from '../apply/ownership';
import { Workspace } from '../Workspace';
import { labelClaims } from './claims';
import { removeClusterScoped } from './clusterScoped';
import { removeNamespace } from './removeNamespace';
import { removeObjects } from './removeObjects';
import { removeWorkloads } from './removeWorkloads';
import { withDependents } from './withDependents';

type Left = Explanation | undefined;

/**
 * Removes all that the inventory has, with the hooks of the delete around it, and answers what still holds
 * it up. One thing after the other, each complete before the next: webhooks, which would have nobody to
 * answer them; custom resources, while their operators still run; then the workloads and their namespace with
 * all in it, or the objects one by one; at last what belongs to no namespace. Hooks after the delete need the
 * namespace, so that goes after them.
 */
export async function removeEverything(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<Left> {
  const stages: Array<() => Promise<Left>> = [
    () => hooks(workspace, client, 'pre-delete'),
    () => removeKinds(workspace, client, inventory, isWebhookKind),
    () => removeKinds(workspace, client, inventory, isCustomKind),
    () => removeBeforeHooks(workspace, client, inventory),
    () => hooks(workspace, client, 'post-delete'),
    () => removeWithNamespace(workspace, client, inventory),
    () => removeClusterScoped(workspace, client, inventory),
  ];
  for (const stage of stages) {
    const left = await stage();
    if (left) return left;
  }
  return undefined;
}

async function hooks(
  workspace: Workspace,
  client: ClusterClient,
  event: 'pre-delete' | 'post-delete',
): Promise<Left> {
  const progress = await runDeleteHooks(workspace, client, event);
  return progress.state === 'waiting' ? progress.explanation : undefined;
}

async function removeKinds(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
  isOfKind: (entry: InventoryEntry) => boolean,
): Promise<Left> {
  const { staging, context } = workspace;
  const entries = inventory.filter(entry => isOfKind(entry) && !entry.hook);
  if (entries.length === 0) return undefined;
  const live = await readRecordedObjects(
    client,
    staging,
    context.installation,
    entries,
  );
  return removeObjects(workspace, client, live, inventory);
}

async function removeBeforeHooks(
  workspace: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
): Promise<Left> {
  if (!hasDeleteHooks(workspace, inventory, 'post-delete')) return undefined;
  return removeNamespaced(
    workspace,
    client,
    inventory,
    ({ metadata }) => metadata.labels?.[HOOK_LABEL] !== undefined,
  );
}

/** One that somebody took the labels off is theirs, so it stays. */
async function removeWithNamespace(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<Left> {
  const { staging, context } = workspace;
  if (staging.ownsNamespace) {
    const live = await client.get(namespaceRef(staging.namespace));
    if (!live) return undefined;
    if (isOurs(live, staging, context.installation)) {
      const isGoing = live.metadata.deletionTimestamp !== undefined;
      const left = isGoing
        ? undefined
        : await removeWorkloads(workspace, client, inventory);
      return left ?? removeNamespace(workspace, client, live, inventory);
    }
  }
  return removeNamespaced(workspace, client, inventory);
}

/** Removes the staging's objects in its namespace one by one, with the volume claims of its StatefulSets. */
async function removeNamespaced(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
  stays: (object: KubeObject) => boolean = () => false,
): Promise<Left> {
  const { staging, context } = workspace;
  const entries = inventory.filter(({ namespace }) => namespace !== '');
  const read = () =>
    readLiveObjects(client, staging, context.installation, entries);
  const live = await read();
  const unlabelled = await labelClaims(
    workspace,
    client,
    live.filter(object => isStatefulSet(object) && isMade(object, entries)),
  );
  const known = unlabelled ? await read() : live;
  const staying = withDependents(
    known.filter(stays).map(({ metadata }) => metadata.uid),
    known,
  );
  return removeObjects(
    workspace,
    client,
    known.filter(({ metadata }) => !staying.has(metadata.uid)),
    inventory,
  );
}

function isStatefulSet(object: KubeObject): boolean {
  return kindKey(object) === 'apps/StatefulSet';
}

/** Whether the staging made the very object: not one that existed before, and not a later one of its name. */
function isMade(
  object: KubeObject,
  entries: readonly InventoryEntry[],
): boolean {
  const { group, kind, name } = identityOf(object);
  return entries.some(
    entry =>
      entry.group === group &&
      entry.kind === kind &&
      entry.name === name &&
      !entry.adopted &&
      entry.uid === object.metadata.uid,
  );
}
