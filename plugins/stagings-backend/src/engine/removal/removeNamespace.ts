import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { namespaceRef } from '../apply/ownership';
import { describeTermination } from './termination';
import { Workspace } from '../Workspace';

/**
 * Removes a namespace that was made for the staging, and all in it; answers what is left of it.
 *
 * @param live - the namespace as the cluster has it
 */
export async function removeNamespace(
  workspace: Workspace,
  client: ClusterClient,
  live: KubeObject,
  inventory: readonly InventoryEntry[],
): Promise<Explanation | undefined> {
  const { context, staging } = workspace;
  const ref = namespaceRef(staging.namespace);
  if (!live.metadata.deletionTimestamp) {
    await workspace.fence();
    await workspace.log(`Removing the namespace ${staging.namespace}`);
    await client.delete(ref, {
      propagation: 'Background',
      uid: live.metadata.uid,
    });
  }
  return describeTermination(client, live, inventory, context.now());
}
