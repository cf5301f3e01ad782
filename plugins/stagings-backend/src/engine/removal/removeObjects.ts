import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import { deleteOrder } from '../../plan';
import { isOurs, refOf } from '../apply/ownership';
import { release } from './release';
import { Workspace } from '../Workspace';
import { explainLeft } from './heldUp';
import { withDependents } from './withDependents';

/**
 * Asks for the removal of objects of the staging, and answers what is left of them; undefined when nothing
 * is. What somebody owns goes with its owner, unless the staging made it itself. What existed before the
 * staging stays, with all that it owns.
 *
 * @param live - the objects as the cluster has them, with what they own
 */
export async function removeObjects(
  workspace: Workspace,
  client: ClusterClient,
  live: readonly KubeObject[],
  inventory: readonly InventoryEntry[],
): Promise<Explanation | undefined> {
  const { context, staging } = workspace;
  const entries = new Map(inventory.map(entry => [identityKey(entry), entry]));
  const entryOf = (object: KubeObject) =>
    entries.get(identityKey(identityOf(object)));
  const isAdopted = (object: KubeObject) => Boolean(entryOf(object)?.adopted);
  const ours = live.filter(object =>
    isOurs(object, staging, context.installation),
  );
  for (const object of ours.filter(isAdopted)) {
    await release(workspace, client, refOf(object));
  }
  const staying = withDependents(
    inventory.flatMap(({ adopted, uid }) => (adopted && uid ? [uid] : [])),
    live,
  );
  const left = ours.filter(
    object => !isAdopted(object) && !staying.has(object.metadata.uid),
  );
  await deleteAll(
    workspace,
    client,
    left.filter(
      object => entryOf(object) || !object.metadata.ownerReferences?.length,
    ),
  );
  return left.length === 0 ? undefined : explainLeft(left, context.now());
}

async function deleteAll(
  workspace: Workspace,
  client: ClusterClient,
  objects: readonly KubeObject[],
): Promise<void> {
  const fresh = objects.filter(({ metadata }) => !metadata.deletionTimestamp);
  if (fresh.length === 0) return;
  await workspace.fence();
  const refs = fresh.map(object => ({ ...refOf(object), object }));
  for (const group of deleteOrder(refs)) {
    await Promise.all(
      group.map(({ object, ...ref }) =>
        client.delete(ref, {
          propagation: 'Background',
          uid: object.metadata.uid,
        }),
      ),
    );
  }
}
