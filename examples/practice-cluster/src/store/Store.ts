import { freeze } from '../model/json';
import { K, kindByName, ResourceKind, resourceName } from '../model/kinds';
import { KubeObject } from '../model/objects';

/** A change of one object. */
export type StoreEvent = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  kind: ResourceKind;
  object: KubeObject;
  /** The object before the change, when there was one. */
  previous?: KubeObject;
  /** The version at which the change happened. */
  version: number;
};

/** What a state file holds of the store. */
export type StoreContent = { version: number; objects: readonly KubeObject[] };

type Bucket = Map<string, KubeObject>;

/** How many events a watch can be late. */
const HISTORY = 5000;

/**
 * All objects in memory, with one counter of versions for all of them and the
 * recent events, from which watches resume. Stored objects are frozen.
 */
export class Store {
  /** By resource, namespace (empty for cluster-scoped kinds) and name. */
  private readonly objects = new Map<string, Map<string, Bucket>>();
  private readonly listeners = new Set<(event: StoreEvent) => void>();
  private history: StoreEvent[] = [];
  private current: number;
  private oldest: number;

  constructor(content?: StoreContent, private readonly historySize = HISTORY) {
    this.current = content?.version ?? 1;
    this.oldest = this.current;
    for (const object of content?.objects ?? []) {
      const kind = kindByName(object.apiVersion, object.kind);
      if (kind) this.place(kind, freeze(object));
    }
  }

  /** The version of the latest change. */
  get version(): number {
    return this.current;
  }

  /** The object, or undefined. */
  get<T extends KubeObject>(
    kind: ResourceKind,
    namespace: string | undefined,
    name: string,
  ) {
    const scope = kind.namespaced ? namespace : undefined;
    return this.bucket(kind, scope).get(name) as T | undefined;
  }

  /** All objects of a kind, in no order; of one namespace if given. */
  list<T extends KubeObject>(kind: ResourceKind, namespace?: string): T[] {
    const buckets =
      namespace === undefined
        ? [...(this.objects.get(resourceName(kind))?.values() ?? [])]
        : [this.bucket(kind, namespace)];
    return buckets.flatMap(bucket => [...bucket.values()]) as T[];
  }

  /** Adds or replaces the object under the next version, and returns it as stored. */
  put<T extends KubeObject>(kind: ResourceKind, object: T): T {
    const previous = this.get(
      kind,
      object.metadata.namespace,
      object.metadata.name,
    );
    const stored = this.stamp(object);
    this.place(kind, stored);
    this.publish({
      type: previous ? 'MODIFIED' : 'ADDED',
      kind,
      object: stored,
      previous,
      version: this.current,
    });
    return stored;
  }

  /** Takes the object out, under the next version. */
  remove(kind: ResourceKind, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(kind, namespace, name);
    this.bucket(kind, namespace).delete(name);
    const last = this.stamp(object);
    this.publish({
      type: 'DELETED',
      kind,
      object: last,
      previous,
      version: this.current,
    });
    return last;
  }

  /** The events after a version, or undefined when they are not kept any more. */
  eventsAfter(version: number): readonly StoreEvent[] | undefined {
    if (version < this.oldest) return undefined;
    return this.history.filter(event => event.version > version);
  }

  /** Calls the listener after each change, in order; returns how to stop it. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What there is, as if each object had just been added. */
  snapshot(): StoreEvent[] {
    return this.content().objects.flatMap(object => {
      const kind = kindByName(object.apiVersion, object.kind);
      return kind
        ? [{ type: 'ADDED' as const, kind, object, version: this.current }]
        : [];
    });
  }

  /** Everything that a state file keeps. */
  content(): StoreContent {
    return {
      version: this.current,
      objects: [...this.objects.values()]
        .flatMap(namespaces => [...namespaces.values()])
        .flatMap(bucket => [...bucket.values()]),
    };
  }

  private bucket(kind: ResourceKind, namespace = ''): Bucket {
    const key = resourceName(kind);
    const namespaces = this.objects.get(key) ?? new Map<string, Bucket>();
    this.objects.set(key, namespaces);
    const bucket = namespaces.get(namespace) ?? new Map<string, KubeObject>();
    namespaces.set(namespace, bucket);
    return bucket;
  }

  private place(kind: ResourceKind, object: KubeObject) {
    const { namespace, name } = object.metadata;
    this.bucket(kind, namespace).set(name, object);
  }

  private stamp<T extends KubeObject>(object: T): T {
    this.current += 1;
    const metadata = {
      ...object.metadata,
      resourceVersion: String(this.current),
    };
    return freeze({ ...object, metadata });
  }

  private publish(event: StoreEvent) {
    this.history.push(event);
    if (this.history.length > this.historySize) {
      const dropped = this.history.splice(0, Math.ceil(this.historySize / 4));
      this.oldest = dropped[dropped.length - 1]?.version ?? this.oldest;
    }
    for (const listener of [...this.listeners]) listener(event);
  }
}

/** Whether a namespace exists and takes new objects. */
export function namespaceState(
  store: Store,
  name: string,
): 'absent' | 'active' | 'terminating' {
  const namespace = store.get(K.namespace, undefined, name);
  if (!namespace) return 'absent';
  return namespace.metadata.deletionTimestamp ? 'terminating' : 'active';
}
