import { Explanation } from 'backstage-plugin-stagings-common';
import { ApiError, GroupUnavailableError } from '../../cluster/errors';
import { ApiResource, ClusterClient, ResourcePath } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { apiVersionOf, KubeObject } from '../../model/kubeObject';
import { Fields, listAt, textAt, timeAt } from '../../model/read';
import { since } from './age';
import { explainHeld, isHeld, mostHeld } from './heldUp';

/** Longer than a namespace with running pods usually takes. */
const LONG_MS = 60_000;
/** Until then most namespaces are gone, and looking for what holds them up is not worth its requests. */
const SOON_MS = 4_000;
const PODS: ResourcePath = { group: '', version: 'v1', plural: 'pods' };

/** Conditions that tell of trouble in the cluster itself, rather than of objects that are left. */
const TROUBLE = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
];

/**
 * Says what a namespace that is being removed waits for. Pods with finalizers come first: while one holds
 * the removal up, the namespace's own conditions claim that all is well. Then trouble of the cluster, the
 * objects with finalizers, and whatever else the namespace says.
 */
export async function describeTermination(
  client: ClusterClient,
  namespace: KubeObject,
  inventory: readonly InventoryEntry[],
  now: number,
): Promise<Explanation> {
  const { name } = namespace.metadata;
  const deletedAt = timeAt(namespace, 'metadata', 'deletionTimestamp') ?? now;
  const age = now - deletedAt;
  const conditions = listAt(namespace, 'status', 'conditions').filter(
    ({ status, message }) => status === 'True' && typeof message === 'string',
  );
  const held =
    (await findHeldPod(client, name)) ??
    (age < SOON_MS || conditions.some(isTrouble)
      ? undefined
      : await findHeldObject(client, name, inventory, conditions));
  if (held) return within(name, explainHeld(held, now));
  const condition = conditions.find(isTrouble) ?? conditions[0];
  const says = condition && textAt(condition, 'message');
  return {
    reason: 'NamespaceTerminating',
    message: `Removing the namespace ${name}${since(age)}${
      says ? `: ${says}` : ''
    }`,
    evidence: {
      object: { kind: 'Namespace', name },
      ...(says && { event: says }),
    },
    ...(age > LONG_MS && {
      hint: {
        text: `It takes longer than usual: see what holds the namespace ${name} up.`,
        audience: 'platform' as const,
      },
    }),
  };
}

function within(namespace: string, held: Explanation): Explanation {
  return {
    ...held,
    message: `Removing the namespace ${namespace}: ${held.message}`,
  };
}

function isTrouble(condition: Fields): boolean {
  return TROUBLE.includes(textAt(condition, 'type') ?? '');
}

async function findHeldPod(
  client: ClusterClient,
  namespace: string,
): Promise<KubeObject | undefined> {
  const pods = await client.list(PODS, { namespace });
  const held = pods.find(isHeld);
  return held && { ...held, apiVersion: 'v1', kind: 'Pod' };
}

/** Looks through the kinds that the staging made, and those that the namespace says are left. */
async function findHeldObject(
  client: ClusterClient,
  namespace: string,
  inventory: readonly InventoryEntry[],
  conditions: readonly Fields[],
): Promise<KubeObject | undefined> {
  const recorded = await Promise.all(
    inventory
      .filter(entry => entry.namespace === namespace && !isSecret(entry))
      .map(({ group, version, kind }) =>
        servedKind(client, apiVersionOf(group, version), kind),
      ),
  );
  const named = remainingResources(conditions);
  const resources = [
    ...recorded.filter(resource => resource !== undefined),
    ...(named.length === 0 ? [] : await client.listResources()).filter(
      resource =>
        !isSecret(resource) &&
        named.includes(`${resource.plural}.${resource.group}`),
    ),
  ];
  const byPlural = new Map(
    resources.map(resource => [
      `${resource.plural}.${resource.group}`,
      resource,
    ]),
  );
  const lists = await Promise.all(
    [...byPlural.values()].map(resource => heldOf(client, resource, namespace)),
  );
  return mostHeld(lists.flat());
}

/** Who may list Secrets may read those of everybody. */
function isSecret({ group, kind }: Pick<ApiResource, 'group' | 'kind'>) {
  return group === '' && kind === 'Secret';
}

async function servedKind(
  client: ClusterClient,
  apiVersion: string,
  kind: string,
): Promise<ApiResource | undefined> {
  try {
    return await client.findResource(apiVersion, kind);
  } catch (error) {
    if (error instanceof GroupUnavailableError) return undefined;
    throw error;
  }
}

/** What may not be listed cannot be looked at; the namespace's own words have to do then. */
async function heldOf(
  client: ClusterClient,
  resource: ApiResource,
  namespace: string,
): Promise<KubeObject[]> {
  const { group, version, kind } = resource;
  try {
    const objects = await client.list(resource, { namespace });
    return objects.filter(isHeld).map(object => ({
      ...object,
      apiVersion: apiVersionOf(group, version),
      kind,
    }));
  } catch (error) {
    if (error instanceof ApiError && [403, 404].includes(error.status)) {
      return [];
    }
    throw error;
  }
}

/**
 * Resources that the namespace says are left, as `plural.group`. The text is that of the namespace
 * controller: "Some resources are remaining: configmaps. has 1 resource instances, …".
 */
function remainingResources(conditions: readonly Fields[]): string[] {
  return conditions.flatMap(condition =>
    textAt(condition, 'type') === 'NamespaceContentRemaining'
      ? [
          ...(textAt(condition, 'message') ?? '').matchAll(
            /([a-z0-9]+\.[a-z0-9.-]*) has \d+ resource instances/g,
          ),
        ].flatMap(([, resource]) => resource ?? [])
      : [],
  );
}
