import { randomUUID } from 'node:crypto';
import { afterUpdate, apply as applyConfig, Writer } from '../apply/managers';
import { equal } from '../model/json';
import { ResourceKind } from '../model/kinds';
import { KubeObject, Service, timestamp } from '../model/objects';
import {
  alreadyExists,
  conflict,
  forbidden,
  invalid,
  notFound,
  StatusError,
} from '../model/StatusError';
import { namespaceState, Store } from '../store/Store';
import { admit, allocateAddress } from './admission';
import { decode } from './decode';
import { applyDefaults } from './defaults';
import { markDeleted, DeleteOptions, checkPreconditions } from './deletion';
import { initialStatus } from './initialStatus';
import { randomSuffix, sameObject } from './names';
import { problemsOfObject } from './validate';
import { claimGrows, problemsOfChange } from './validateUpdate';

/** Where an object is. */
export type Place = { kind: ResourceKind; namespace?: string; name: string };

/** Who writes, to which subresource, and whether only for show. */
export type WriteOptions = Writer & { dryRun?: boolean };

/**
 * The rules of writing: defaults, validation, ownership of fields, generation,
 * finalizers, namespaces. The HTTP API and the controllers write through it alike.
 */
export class Objects {
  constructor(readonly store: Store) {}

  /**
   * The object at a place.
   *
   * @throws StatusError 404
   */
  get<T extends KubeObject>({ kind, namespace, name }: Place): T {
    const object = this.store.get<T>(kind, namespace, name);
    if (!object) throw notFound({ kind, name });
    return object;
  }

  /**
   * Creates an object; a `generateName` becomes a name.
   *
   * @throws StatusError 409 when it exists, 404 and 403 for its namespace, 422 when invalid
   */
  create(
    kind: ResourceKind,
    body: KubeObject,
    options: WriteOptions,
  ): KubeObject {
    const { generateName } = body.metadata;
    const name =
      body.metadata.name ||
      (generateName && `${generateName}${randomSuffix()}`) ||
      '';
    const object = decode({
      ...structuredClone(body),
      metadata: { ...body.metadata, name },
    });
    return this.insert(kind, object, options, undefined);
  }

  /**
   * Changes an object: `change` gets a copy of the live one and returns what it shall be.
   *
   * @throws StatusError 404, 409 when the result names another version or uid, 422 when invalid
   */
  update(
    place: Place,
    options: WriteOptions,
    change: (live: KubeObject) => KubeObject,
  ): KubeObject {
    const live = this.get(place);
    const next = decode(change(structuredClone(live)));
    return this.replace(place, live, next, options, undefined);
  }

  /**
   * Server-side apply: creates the object or lays the configuration over it.
   *
   * @throws StatusError 409 on conflicts of ownership, and as `create` and `update` do
   */
  apply(
    place: Place,
    config: KubeObject,
    options: WriteOptions & { force: boolean },
  ) {
    const live = this.store.get(place.kind, place.namespace, place.name);
    const writer = {
      manager: options.manager,
      subresource: options.subresource,
    };
    const { object, managedFields } = applyConfig(live, config, writer, {
      force: options.force,
      now: Date.now(),
    });
    const next = decode(structuredClone(object));
    return live
      ? {
          object: this.replace(place, live, next, options, managedFields),
          created: false,
        }
      : {
          object: this.insert(place.kind, next, options, managedFields),
          created: true,
        };
  }

  /**
   * Deletes an object, or marks it when finalizers or a grace period hold it.
   * `gone` tells which; the object is as it was left.
   *
   * @throws StatusError 404, 409 when a precondition fails
   */
  delete(
    place: Place,
    options: DeleteOptions = {},
  ): { object: KubeObject; gone: boolean } {
    const live = this.get(place);
    checkPreconditions(place, live, options.preconditions);
    const { object, gone } = markDeleted(place.kind, live, options, Date.now());
    if (options.dryRun) return { object, gone };
    if (gone) return { object: this.store.remove(place.kind, object), gone };
    return {
      object: equal(object, live) ? live : this.store.put(place.kind, object),
      gone,
    };
  }

  private insert(
    kind: ResourceKind,
    object: KubeObject,
    options: WriteOptions,
    managedFields: KubeObject['metadata']['managedFields'],
  ): KubeObject {
    this.checkNamespace(kind, object);
    const { name, namespace } = object.metadata;
    const existing = this.store.get(kind, namespace, name);
    if (existing)
      throw alreadyExists(
        { kind, name },
        Boolean(existing.metadata.deletionTimestamp),
      );
    object.metadata = newMetadata(kind, object);
    const status = initialStatus(kind.kind);
    if (status) object.status = status;
    applyDefaults(object);
    const fields =
      managedFields ?? afterUpdate(undefined, object, options, Date.now());
    admit(object, this.store);
    check(kind, object, problemsOfObject(object));
    if (fields.length) object.metadata.managedFields = fields;
    if (options.dryRun) return { ...object, metadata: { ...object.metadata } };
    return this.store.put(kind, object);
  }

  private replace(
    place: Place,
    live: KubeObject,
    next: KubeObject,
    options: WriteOptions,
    managedFields: KubeObject['metadata']['managedFields'],
  ): KubeObject {
    checkIdentity(place, live, next);
    const object = prepared(place.kind, live, next, options.subresource);
    applyDefaults(object);
    if (object.kind === 'Service')
      allocateAddress(object as Service, this.store);
    check(place.kind, object, [
      ...problemsOfObject(object),
      ...problemsOfChange(live, object),
    ]);
    if (options.subresource === undefined && claimGrows(live, object)) {
      throw forbidden(
        place,
        'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
      );
    }
    const fields =
      managedFields ?? afterUpdate(live, object, options, Date.now());
    object.metadata.managedFields = fields;
    if (!fields.length) delete object.metadata.managedFields;
    if (place.kind.generation && specOf(live) !== specOf(object)) {
      object.metadata.generation = (live.metadata.generation ?? 0) + 1;
    }
    if (sameObject(live, object)) return live;
    if (options.dryRun) return object;
    return released(place.kind, object)
      ? this.store.remove(place.kind, object)
      : this.store.put(place.kind, object);
  }

  private checkNamespace(kind: ResourceKind, object: KubeObject) {
    const { namespace, name } = object.metadata;
    if (!kind.namespaced || namespace === undefined) return;
    const state = namespaceState(this.store, namespace);
    if (state === 'absent') throw missingNamespace(namespace);
    if (state === 'active') return;
    throw forbidden(
      { kind, name },
      `unable to create new content in namespace ${namespace} because it is being terminated`,
      [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    );
  }
}

function missingNamespace(name: string) {
  return new StatusError(404, 'NotFound', `namespaces "${name}" not found`, {
    name,
    kind: 'namespaces',
  });
}

function newMetadata(
  kind: ResourceKind,
  { metadata }: KubeObject,
): KubeObject['metadata'] {
  const { labels, annotations, finalizers, ownerReferences, generateName } =
    metadata;
  return {
    name: metadata.name,
    ...(generateName && { generateName }),
    ...(kind.namespaced && { namespace: metadata.namespace }),
    uid: randomUUID(),
    resourceVersion: '',
    ...(kind.generation && { generation: 1 }),
    creationTimestamp: timestamp(),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
    ...(finalizers?.length && { finalizers }),
    ...(ownerReferences?.length && { ownerReferences }),
  };
}

function checkIdentity(place: Place, live: KubeObject, next: KubeObject) {
  const { resourceVersion, uid } = next.metadata;
  if (uid && uid !== live.metadata.uid) {
    throw conflict(
      place,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  if (resourceVersion && resourceVersion !== live.metadata.resourceVersion)
    throw conflict(place);
}

/** The new version with what the writer cannot change taken from the live one. */
function prepared(
  kind: ResourceKind,
  live: KubeObject,
  next: KubeObject,
  subresource: string | undefined,
): KubeObject {
  if (subresource === 'status') {
    const { annotations } = next.metadata;
    const managedFields = next.metadata.managedFields;
    const metadata = {
      ...live.metadata,
      ...(annotations && { annotations }),
      managedFields,
    };
    return structuredClone({ ...live, status: next.status, metadata });
  }
  const { labels, annotations, finalizers, ownerReferences, managedFields } =
    next.metadata;
  const { metadata: kept } = live;
  const hasStatus = live.status !== undefined && kind.kind !== 'Event';
  return {
    ...next,
    ...(hasStatus && { status: structuredClone(live.status) }),
    apiVersion: live.apiVersion,
    kind: live.kind,
    metadata: {
      name: kept.name,
      ...(kept.generateName && { generateName: kept.generateName }),
      ...(kept.namespace !== undefined && { namespace: kept.namespace }),
      uid: kept.uid,
      resourceVersion: kept.resourceVersion,
      ...(kept.generation !== undefined && { generation: kept.generation }),
      creationTimestamp: kept.creationTimestamp,
      ...(kept.deletionTimestamp && {
        deletionTimestamp: kept.deletionTimestamp,
        deletionGracePeriodSeconds: kept.deletionGracePeriodSeconds,
      }),
      ...(labels && Object.keys(labels).length && { labels }),
      ...(annotations && Object.keys(annotations).length && { annotations }),
      ...(finalizers?.length && { finalizers }),
      ...(ownerReferences?.length && { ownerReferences }),
      ...(managedFields && { managedFields }),
    },
  };
}

function check(
  kind: ResourceKind,
  object: KubeObject,
  causes: ReturnType<typeof problemsOfObject>,
) {
  if (!causes.length) return;
  throw invalid(
    { group: kind.group, kind: kind.kind, name: object.metadata.name },
    causes,
  );
}

/** What counts for the generation: everything but metadata and status. */
function specOf(object: KubeObject): string {
  const { metadata: _metadata, status: _status, ...rest } = object;
  return JSON.stringify(rest, (_key, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}

/** Whether a marked object has nothing left that holds it. */
function released(kind: ResourceKind, { metadata }: KubeObject): boolean {
  const held =
    kind.kind === 'Namespace' || (metadata.deletionGracePeriodSeconds ?? 0) > 0;
  return (
    Boolean(metadata.deletionTimestamp) && !metadata.finalizers?.length && !held
  );
}
