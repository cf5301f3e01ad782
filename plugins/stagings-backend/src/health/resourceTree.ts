import { ContainerState, ResourceNode } from 'backstage-plugin-stagings-common';
import { InventoryEntry } from '../model/inventory';
import {
  groupOf,
  identityKey,
  KubeObject,
  versionOf,
} from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { numberAt } from '../model/read';
import { bySeverity } from './aggregate';
import { assessMissing } from './assessInventory';
import { assessObject } from './assessObject';
import { containersOfPod } from './containers';
import {
  byIdentity,
  childrenOf,
  descendantsOf,
  Families,
  familiesOf,
} from './family';
import { InventoryContext } from './types';

/** How many there are of how many there should be, in the words of each kind. */
function summaryOf(object: KubeObject): string | undefined {
  const status = (field: string) => numberAt(object, 'status', field) ?? 0;
  switch (kindKey(object)) {
    case 'apps/Deployment':
    case 'apps/StatefulSet':
    case 'apps/ReplicaSet':
    case '/ReplicationController':
      return `${status('readyReplicas')} of ${
        numberAt(object, 'spec', 'replicas') ?? 1
      } ready`;
    case 'apps/DaemonSet':
      return `${status('numberReady')} of ${status(
        'desiredNumberScheduled',
      )} ready`;
    case 'batch/Job':
      return `${status('succeeded')} of ${
        numberAt(object, 'spec', 'completions') ?? 1
      } completed`;
    default:
      return undefined;
  }
}

function containerStates(pod: KubeObject): ContainerState[] {
  return containersOfPod(pod).map(container => ({
    name: container.name,
    image: container.image,
    init: container.init,
    ready: container.ready,
    restarts: container.restarts,
    state: container.state,
    ...(container.reason !== undefined && { reason: container.reason }),
    ...(container.exitCode !== undefined && { exitCode: container.exitCode }),
  }));
}

/** The level of ReplicaSets says nothing while there is one version; pods stand under the Deployment then. */
function shownChildren(
  object: KubeObject,
  families: Families,
): readonly KubeObject[] {
  const children = childrenOf(object, families);
  if (object.kind !== 'Deployment') return children;
  const inUse = children.filter(
    child => childrenOf(child, families).length > 0,
  );
  return inUse.length > 1
    ? inUse
    : inUse.flatMap(replicaSet => childrenOf(replicaSet, families));
}

function sorted(nodes: ResourceNode[]): ResourceNode[] {
  return nodes.sort(
    (one, other) =>
      bySeverity(one, other) || one.name.localeCompare(other.name),
  );
}

function nodeOf(
  object: KubeObject,
  families: Families,
  context: InventoryContext,
): ResourceNode {
  const { health, explanation } = assessObject(object, {
    ...context,
    children: descendantsOf(object, families),
  });
  const { name, namespace, creationTimestamp } = object.metadata;
  const summary = summaryOf(object);
  return {
    group: groupOf(object.apiVersion),
    version: versionOf(object.apiVersion),
    kind: object.kind,
    name,
    ...(namespace && { namespace }),
    health,
    ...explanation,
    ...(creationTimestamp && { createdAt: creationTimestamp }),
    ...(summary && { summary }),
    ...(object.kind === 'Pod' && { containers: containerStates(object) }),
    children: sorted(
      shownChildren(object, families).map(child =>
        nodeOf(child, families, context),
      ),
    ),
  };
}

/**
 * The objects of a staging with what they own, the unwell first.
 * @param live - the objects of the inventory and what they own: ReplicaSets, Jobs, Pods
 */
export function resourceTree(
  inventory: readonly InventoryEntry[],
  live: readonly KubeObject[],
  context: InventoryContext,
): ResourceNode[] {
  const objects = byIdentity(live);
  const families = familiesOf(live);
  const nodes = inventory.map((entry): ResourceNode => {
    const object = objects.get(identityKey(entry));
    if (object) return nodeOf(object, families, context);
    const { health, explanation } = assessMissing(entry, context);
    const { group, version, kind, name, namespace } = entry;
    return {
      group,
      version,
      kind,
      name,
      ...(namespace && { namespace }),
      health,
      ...explanation,
      children: [],
    };
  });
  return sorted(nodes);
}
