import { asObject, equal } from '../model/json';
import { K, kinds, ResourceKind } from '../model/kinds';
import { Condition, KubeObject } from '../model/objects';
import { withCondition } from './conditions';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  MANAGER,
  STATUS,
} from './controller';

/** How often a namespace that is on its way out is looked at, in milliseconds. */
const LOOK_MS = 400;

const contained = kinds.filter(kind => kind.namespaced);

/** Gives new namespaces their account and certificate, and empties those on their way out. */
export function namespaces(cluster: Cluster): Controller {
  const { store } = cluster.objects;
  return {
    keysOf: event => {
      if (isAbout(event, K.namespace))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      const { namespace } = event.object.metadata;
      const lost =
        isAbout(event, K.serviceAccount) || isAbout(event, K.configMap);
      return lost && event.type === 'DELETED' && namespace
        ? [{ namespace: undefined, name: namespace }]
        : [];
    },
    reconcile: ({ name }) => {
      const namespace = store.get(K.namespace, undefined, name);
      if (!namespace) return undefined;
      if (!namespace.metadata.deletionTimestamp) {
        furnish(cluster, name);
        return undefined;
      }
      return empty(cluster, namespace) ? undefined : LOOK_MS;
    },
  };
}

function furnish({ objects }: Cluster, namespace: string) {
  const add = (kind: ResourceKind, object: { metadata: { name: string } }) => {
    if (objects.store.get(kind, namespace, object.metadata.name)) return;
    const metadata = { ...object.metadata, namespace };
    objects.create(
      kind,
      {
        apiVersion: 'v1',
        kind: kind.kind,
        ...object,
        metadata,
      } as unknown as KubeObject,
      MANAGER,
    );
  };
  add(K.serviceAccount, { metadata: { name: 'default' } });
  const data = { 'ca.crt': 'the practice cluster has no certificate\n' };
  const rootCa = { metadata: { name: 'kube-root-ca.crt' }, data };
  add(K.configMap, rootCa);
}

/** Removes what is in the namespace, pods first; true when the namespace itself is gone. */
function empty({ objects }: Cluster, namespace: KubeObject): boolean {
  const { store } = objects;
  const { name } = namespace.metadata;
  const remaining = (kind: ResourceKind) => store.list(kind, name);
  const pods = remaining(K.pod);
  const wave = pods.length ? [K.pod] : contained;
  for (const kind of wave) {
    for (const object of remaining(kind)) {
      if (object.metadata.deletionTimestamp) continue;
      objects.delete(
        { kind, namespace: name, name: object.metadata.name },
        { propagationPolicy: 'Background' },
      );
    }
  }
  const left = contained.flatMap(kind =>
    remaining(kind).map(object => ({ kind, object })),
  );
  const aged =
    Date.now() - Date.parse(namespace.metadata.deletionTimestamp ?? '') >= 1000;
  if (left.length === 0 && aged) {
    const live = store.get(K.namespace, undefined, name);
    if (live?.metadata.finalizers?.length) return false;
    store.remove(K.namespace, live ?? namespace);
    return true;
  }
  if (aged) report(objects, name, left);
  return false;
}

type Left = { kind: ResourceKind; object: KubeObject };

function report(
  objects: Cluster['objects'],
  name: string,
  left: readonly Left[],
) {
  const finalizers = left.flatMap(
    ({ object }) => object.metadata.finalizers ?? [],
  );
  const podsLeft = left.some(({ kind }) => kind === K.pod);
  const conditions = [
    say(
      'NamespaceDeletionDiscoveryFailure',
      false,
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ),
    say(
      'NamespaceDeletionGroupVersionParsingFailure',
      false,
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ),
    say(
      'NamespaceDeletionContentFailure',
      false,
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ),
    podsLeft || left.length === 0
      ? say(
          'NamespaceContentRemaining',
          false,
          'ContentRemoved',
          'All content successfully removed',
        )
      : say(
          'NamespaceContentRemaining',
          true,
          'SomeResourcesRemain',
          `Some resources are remaining: ${counted(
            left.map(({ kind }) => `${kind.plural}.${kind.group}`),
            'has',
            'resource instances',
          )}`,
        ),
    podsLeft || finalizers.length === 0
      ? say(
          'NamespaceFinalizersRemaining',
          false,
          'ContentHasNoFinalizers',
          'All content-preserving finalizers finished',
        )
      : say(
          'NamespaceFinalizersRemaining',
          true,
          'SomeFinalizersRemain',
          `Some content in the namespace has finalizers remaining: ${counted(
            finalizers,
            'in',
            'resource instances',
          )}`,
        ),
  ];
  objects.update({ kind: K.namespace, name }, STATUS, live => {
    const status = asObject(live.status);
    const next = conditions.reduce(
      (list, condition) => withCondition(list, condition, Date.now()),
      (status.conditions ?? []) as Condition[],
    );
    return equal(next, status.conditions)
      ? live
      : { ...live, status: { ...status, conditions: next } };
  });
}

function say(
  type: string,
  holds: boolean,
  reason: string,
  message: string,
): Condition {
  return {
    type,
    status: holds ? 'True' : 'False',
    reason,
    message,
  };
}

function counted(names: readonly string[], verb: string, noun: string): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .map(([name, count]) => `${name} ${verb} ${count} ${noun}`)
    .join(', ');
}
