import { ClusterClient } from '../../cluster/types';
import { isDefinition } from '../../model/definition';
import { InventoryEntry } from '../../model/inventory';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
} from '../../model/kubeObject';
import { isUnowned } from '../../model/ownership';
import { splitHooks, unionInventory } from '../../plan';
import { isIsolation } from '../../policy';
import { Place } from './findPlace';
import { settleNamespace } from './namespaces';
import { isOurs, notOurs, refOf } from './ownership';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';

/**
 * Looks at everything that would be written for the first time, and refuses to touch what is somebody
 * else's. Where the template says so, what belongs to nobody is taken over, and remembered as such.
 *
 * @returns the objects that may be applied: without a definition that others brought, and without a
 *   namespace that existed before, which is not ours to guard either
 * @throws TerminalError naming the object that somebody else owns
 */
export async function requireOwnership(
  workspace: Workspace,
  client: ClusterClient,
  rendered: KubeObject[],
  { inventory, namespace: found }: Place,
): Promise<KubeObject[]> {
  const namespace = await settleNamespace(workspace, found);
  const wanted =
    namespace === 'existing'
      ? rendered.filter(
          object => object.kind !== 'Namespace' && !isIsolation(object),
        )
      : rendered;
  const known = new Set(
    inventory.filter(entry => entry.uid !== undefined).map(identityKey),
  );
  const fresh = wanted.filter(
    object =>
      object.kind !== 'Namespace' &&
      !known.has(identityKey(identityOf(object))) &&
      (namespace !== 'absent' || object.metadata.namespace === undefined),
  );
  const lives = await Promise.all(
    fresh.map(object => client.get(refOf(object))),
  );
  const { staging, context } = workspace;
  const foreign = lives.flatMap(live =>
    live && !isOurs(live, staging, context.installation) ? [live] : [],
  );
  const shared = foreign.filter(live => isDefinition(identityOf(live)));
  const taken = foreign.filter(live => !shared.includes(live));
  await adopt(workspace, wanted, taken, inventory);
  for (const live of shared) {
    await workspace.log(
      `${describeObject(
        identityOf(live),
      )} exists already and does not belong to this portal: it is used as it is`,
    );
  }
  const left = new Set(shared.map(live => identityKey(identityOf(live))));
  return wanted.filter(object => !left.has(identityKey(identityOf(object))));
}

/**
 * Takes over what belongs to nobody. It is remembered before anything is written, so that it is never
 * deleted as if it had been made here.
 *
 * @throws TerminalError where an object is not to be taken over
 */
async function adopt(
  workspace: Workspace,
  wanted: KubeObject[],
  foreign: KubeObject[],
  inventory: InventoryEntry[],
): Promise<void> {
  if (foreign.length === 0) return;
  const isAdopting = templateOf(workspace)?.adopt === 'unowned';
  const objects = new Map(
    splitHooks(wanted).objects.map(object => [
      identityKey(identityOf(object)),
      object,
    ]),
  );
  const adopted = foreign.map(live => {
    const object = objects.get(identityKey(identityOf(live)));
    if (!isAdopting || !object || !isUnowned(live))
      throw notOurs(live, workspace);
    return object;
  });
  const keys = new Set(adopted.map(object => identityKey(identityOf(object))));
  const remembered = unionInventory(
    inventory,
    adopted,
    workspace.staging.revision,
  );
  await workspace.saveInventory(
    remembered.map(entry =>
      keys.has(identityKey(entry)) ? { ...entry, adopted: true } : entry,
    ),
  );
  for (const object of adopted) {
    await workspace.log(
      `Takes over ${describeObject(
        identityOf(object),
      )}, which existed before; it stays when the staging is deleted`,
      'warning',
    );
  }
}
