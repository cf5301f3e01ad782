import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { isDefinition } from '../../model/definition';
import { InventoryEntry } from '../../model/inventory';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { isDefinitionInUse } from '../apply/definitions';
import { readRecordedObjects } from '../live/liveObjects';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';
import { removeObjects } from './removeObjects';

const isClusterScoped = ({ namespace, group, kind }: InventoryEntry) =>
  namespace === '' && !(group === '' && kind === 'Namespace');

/**
 * Removes what the staging has outside of namespaces, and answers what is left of it. A custom resource
 * definition goes only where the template allows that, and no object of its kind is left anywhere.
 */
export async function removeClusterScoped(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<Explanation | undefined> {
  const live = await readClusterScoped(workspace, client, inventory);
  const stays = await Promise.all(
    live.map(object => staysBehind(workspace, client, object)),
  );
  return removeObjects(
    workspace,
    client,
    live.filter((_, index) => !stays[index]),
    inventory,
  );
}

/** The definitions that stay when all else of the staging is gone, as `CustomResourceDefinition <name>`. */
export async function keptDefinitions(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<string[]> {
  const live = await readClusterScoped(
    workspace,
    client,
    inventory.filter(isDefinition),
  );
  return live.map(object => describeObject(identityOf(object)));
}

async function readClusterScoped(
  { context, staging }: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<KubeObject[]> {
  const entries = inventory.filter(isClusterScoped);
  return entries.length === 0
    ? []
    : readRecordedObjects(client, staging, context.installation, entries);
}

async function staysBehind(
  workspace: Workspace,
  client: ClusterClient,
  object: KubeObject,
): Promise<boolean> {
  if (!isDefinition(identityOf(object))) return false;
  const allow = templateOf(workspace)?.prune.allow ?? [];
  if (!allow.includes(kindKey(object))) return true;
  // One that is on its way out takes the last of its objects along.
  if (object.metadata.deletionTimestamp) return false;
  return isDefinitionInUse(client, object);
}
