import { InventoryEntry } from '../model/inventory';
import { describeObject, identityKey, KubeObject } from '../model/kubeObject';
import { assessObject, notObserved } from './assessObject';
import { forEngineer } from './explain';
import { byIdentity, descendantsOf, familiesOf } from './family';
import { AssessedObject, InventoryContext, ObjectHealth } from './types';

/** Watches tell of new objects a little late. */
const APPEARANCE_WINDOW = 30_000;

/** The reason of an object that somebody deleted. */
export const MISSING = 'Missing';

/** Health of an object that the inventory has and the cluster does not. */
export function assessMissing(
  entry: InventoryEntry,
  { now, appliedAt }: InventoryContext,
): ObjectHealth {
  if (mayHaveFinished(entry)) return { health: 'healthy' };
  const isNew =
    entry.actuation === 'pending' ||
    (appliedAt !== undefined && now - appliedAt < APPEARANCE_WINDOW);
  const { kind, name, namespace } = entry;
  return {
    health: isNew ? 'progressing' : 'missing',
    explanation: {
      reason: isNew ? 'NotSeenYet' : MISSING,
      message: isNew
        ? `${describeObject(entry)} is being created`
        : `${describeObject(entry)} is missing from the cluster`,
      evidence: { object: { kind, name, ...(namespace && { namespace }) } },
      ...(!isNew && {
        hint: forEngineer('Somebody deleted it; redeploy to bring it back.'),
      }),
    },
  };
}

/** The cluster removes a Job with `ttlSecondsAfterFinished` by itself: one that is gone has done its work. */
function mayHaveFinished({ group, kind, actuation }: InventoryEntry): boolean {
  return group === 'batch' && kind === 'Job' && actuation === 'applied';
}

/** Whether a watch has yet to tell what was applied last; what it shows is the version before. */
function isOutdated(object: KubeObject, entry: InventoryEntry): boolean {
  const { uid, generation } = object.metadata;
  if (uid !== entry.uid) return false;
  if (generation === undefined || entry.generation === undefined) return false;
  return generation < entry.generation;
}

/**
 * Health of every object of a staging.
 * @param live - the objects of the inventory and what they own: ReplicaSets, Jobs, Pods
 */
export function assessInventory(
  inventory: readonly InventoryEntry[],
  live: readonly KubeObject[],
  context: InventoryContext,
): AssessedObject[] {
  const objects = byIdentity(live);
  const families = familiesOf(live);
  return inventory.map(entry => {
    const object = objects.get(identityKey(entry));
    const assess = (): ObjectHealth => {
      if (!object) return assessMissing(entry, context);
      if (isOutdated(object, entry)) return notObserved(object);
      const children = descendantsOf(object, families);
      return assessObject(object, { ...context, children });
    };
    return { kind: entry.kind, name: entry.name, ...assess() };
  });
}
