import {
  ResourceNode,
  Staging,
  StagingsClient,
} from 'backstage-plugin-stagings-common';
import { TestCluster } from './cluster';

/** Kinds of which a staging may have objects, its own or those that controllers made for it. */
const COLLECTIONS = [
  '/api/v1/configmaps',
  '/api/v1/persistentvolumeclaims',
  '/api/v1/pods',
  '/api/v1/secrets',
  '/api/v1/serviceaccounts',
  '/api/v1/services',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/replicasets',
  '/apis/apps/v1/statefulsets',
  '/apis/autoscaling/v2/horizontalpodautoscalers',
  '/apis/batch/v1/cronjobs',
  '/apis/batch/v1/jobs',
  '/apis/networking.k8s.io/v1/ingresses',
];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const ADDRESS = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;

interface AnyObject {
  /** In the plural, as the collection that it is in. */
  plural: string;
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    managedFields?: { manager: string; time?: string }[];
  };
  spec?: {
    containers?: { image: string }[];
    template?: { spec: { containers: { image: string }[] } };
    replicas?: number;
  };
  data?: Record<string, string>;
  status?: { phase?: string };
}

/** All that there is of one staging, in the cluster and by the portal's words. */
export interface Footprint {
  /** What must be the same for all stagings of one history. */
  shared: { portal: object; stated: object[]; made: string[] };
  /** What is each staging's own, and stays: its volumes, and what its chart has made up. */
  own: { volumes: string[]; password?: string };
}

/** The footprints of stagings, in the order of their ids. */
export async function footprints(
  cluster: TestCluster,
  client: StagingsClient,
  ids: readonly string[],
): Promise<Footprint[]> {
  const objects = await objectsByNamespace(cluster);
  return Promise.all(
    ids.map(async id => {
      const staging = await client.getStaging(id);
      const found = objects.get(staging.namespace) ?? [];
      return {
        shared: withoutName(staging, {
          portal: await seenByPortal(client, staging),
          stated: found.filter(isStated).map(essence),
          made: found
            .filter(object => !isStated(object))
            .map(outline)
            .sort(),
        }),
        own: {
          volumes: found
            .filter(({ plural }) => plural === 'persistentvolumeclaims')
            .map(({ metadata }) => `${metadata.name} ${metadata.uid}`),
          password: found.find(({ plural }) => plural === 'secrets')?.data
            ?.password,
        },
      };
    }),
  );
}

async function objectsByNamespace(
  cluster: TestCluster,
): Promise<Map<string, AnyObject[]>> {
  const found = new Map<string, AnyObject[]>();
  for (const path of COLLECTIONS) {
    const plural = path.slice(path.lastIndexOf('/') + 1);
    for (const item of await cluster.list(path)) {
      const object = { ...item, plural } as unknown as AnyObject;
      const { name, namespace } = object.metadata;
      if (name === 'kube-root-ca.crt') continue;
      const others = found.get(namespace) ?? [];
      found.set(namespace, [...others, object]);
    }
  }
  return found;
}

/** Whether a template states the object; others are made by controllers. */
function isStated({ plural }: AnyObject): boolean {
  return !['pods', 'replicasets', 'persistentvolumeclaims'].includes(plural);
}

/** An object as it was wanted, without what a cluster writes into each one. */
function essence(object: AnyObject): object {
  const { status: _status, metadata, data, ...content } = object;
  const {
    uid: _uid,
    managedFields = [],
    ...kept
  } = without(metadata, ['resourceVersion', 'creationTimestamp', 'generation']);
  return {
    ...content,
    data: data && without(data, ['password']),
    metadata: kept,
    owned: managedFields
      .filter(({ manager }) => manager.startsWith('backstage-stagings'))
      .map(fields => without(fields, ['time'])),
  };
}

/** A pod, a set of pods or a claim: what it is for, and how far it is. */
function outline({ plural, metadata, spec, status }: AnyObject): string {
  const { containers = [] } = spec?.template?.spec ?? spec ?? {};
  const images = containers.map(({ image }) => image).join(', ');
  const state = spec?.replicas ?? status?.phase;
  return `${plural} of ${images || metadata.name}: ${state}`;
}

async function seenByPortal(client: StagingsClient, staging: Staging) {
  const { id, desired, revision, version, status, allowedActions } = staging;
  const operations = await client.listOperations(id);
  return {
    desired,
    revision,
    version,
    status: without(status, ['observedAt']),
    allowedActions,
    operations: operations.map(
      ({ kind, state, reason, message, changes, artifacts }) => ({
        kind,
        state,
        reason,
        message,
        changes,
        artifacts,
      }),
    ),
    resources:
      status.phase === 'deleted'
        ? []
        : inOrder((await client.listResources(id)).map(summary)),
  };
}

/** An object with those that it has, as far as it is the same in all stagings. */
function summary(node: ResourceNode): object {
  const { kind, name, health, summary: text, reason, children } = node;
  return {
    object: kind === 'Pod' || kind === 'ReplicaSet' ? kind : `${kind} ${name}`,
    health,
    text,
    reason,
    children: inOrder(children.map(summary)),
  };
}

/** In an order that depends on nothing but what they are. */
function inOrder(nodes: object[]): object[] {
  return nodes
    .map(node => JSON.stringify(node))
    .sort()
    .map(text => JSON.parse(text));
}

/** The same with a word for what differs between two stagings of one history. */
function withoutName<T extends object>(
  { name, entityRef }: Staging,
  value: T,
): T {
  const component = entityRef.slice(entityRef.lastIndexOf('/') + 1);
  const text = JSON.stringify(value)
    .replaceAll(name, 'NAME')
    .replaceAll(component, 'COMPONENT')
    .replaceAll(UUID, 'ID')
    .replaceAll(TIME, 'TIME')
    .replaceAll(ADDRESS, 'ADDRESS');
  return JSON.parse(text);
}

function without<T extends object, K extends string>(
  object: T,
  fields: readonly K[],
): Omit<T, K> {
  const kept = Object.entries(object).filter(
    ([field]) => !fields.some(left => left === field),
  );
  return Object.fromEntries(kept) as Omit<T, K>;
}
