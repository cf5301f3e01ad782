import { JsonObject } from '@backstage/types';
import { EventEmitter, once } from 'node:events';
import { Readable } from 'node:stream';
import { ApiError, UnknownKindError } from '../../cluster/errors';
import {
  ApiResource,
  ApplyOptions,
  ApplyResult,
  ClusterClient,
  DeleteOptions,
  DeleteOutcome,
  ListOptions,
  MergePatchOptions,
  ObjectRef,
  PodRef,
  ResourcePath,
  WatchEvent,
  WatchOptions,
} from '../../cluster/types';
import {
  describeObject,
  groupOf,
  identityKey,
  identityOf,
  KubeObject,
  ObjectIdentity,
} from '../../model/kubeObject';
import { podSpecOf } from '../../model/podTemplate';
import { listAt, textAt } from '../../model/read';
import { updateAt } from '../../model/update';
import { mergePatch } from '../../template/mergePatch';
import { applyFields, disown, OwnedFields } from './applyFields';
import {
  advancedJob,
  advancedStatefulSet,
  hasEnded,
  podsOf,
  settledDeployment,
} from './controllers';
import { matches } from './matches';
import { RESOURCES } from './resources';

const ESTABLISHED: KubeObject['status'] = {
  conditions: [{ type: 'Established', status: 'True' }],
};

interface Stored {
  object: KubeObject;
  /** What the product's applies own; patches of others take fields away. */
  applied: OwnedFields;
}

/** Is told of each call, right before and right after it takes effect. A rejection is the call's answer. */
export type Interference = (
  moment: 'before' | 'after',
  call: string,
) => Promise<void>;

/** What controllers make of workloads, by kind. */
const ADVANCED: Readonly<Record<string, (object: KubeObject) => KubeObject>> = {
  Deployment: settledDeployment,
  StatefulSet: advancedStatefulSet,
};

/**
 * A cluster in memory, with the semantics that the engine relies on: ownership of applied fields, defaults,
 * uids and their preconditions, finalizers, namespaces that take their content with them, Jobs whose template
 * cannot change. Controllers do nothing until {@link FakeCluster.advance}.
 */
export class FakeCluster implements ClusterClient {
  readonly name: string;
  /** All calls, for example `apply ConfigMap settings`. */
  readonly calls: string[] = [];
  interfere: Interference = async () => {};
  /** Jobs whose pod was started, each time anew, by name and image. */
  readonly runs: string[] = [];
  /** By name of the pod. */
  readonly logs = new Map<string, string>();
  private readonly objects = new Map<string, Stored>();
  private readonly events = new EventEmitter();
  private sequence = 0;

  constructor(name = 'staging') {
    this.name = name;
  }

  /** Everything that is in the cluster. */
  all(): KubeObject[] {
    return [...this.objects.values()].map(({ object }) =>
      structuredClone(object),
    );
  }

  /** Puts an object in that somebody else made. */
  add(object: KubeObject): void {
    this.store({ object, applied: {} });
  }

  /** Lets controllers come to rest: workloads get their pods, what terminates goes. A StatefulSet takes two steps. */
  advance(): void {
    for (const { object } of [...this.objects.values()]) {
      if (object.kind === 'Namespace' && object.metadata.deletionTimestamp) {
        this.removeNamespace(object.metadata.name);
      }
    }
    this.advanceJobs();
    for (const stored of [...this.objects.values()]) {
      const advanced = ADVANCED[stored.object.kind]?.(stored.object);
      if (!advanced) continue;
      this.removeDependents(stored.object.metadata.uid);
      for (const pod of podsOf(stored.object)) this.add(pod);
      this.store({ ...stored, object: advanced });
    }
  }

  private advanceJobs(): void {
    for (const stored of [...this.objects.values()]) {
      const { object } = stored;
      if (object.kind !== 'Job' || hasEnded(object)) continue;
      const { job, pod } = advancedJob(object);
      if (object.status === undefined) {
        const [container] = listAt(podSpecOf(object)?.spec, 'containers');
        this.runs.push(`${object.metadata.name} ${textAt(container, 'image')}`);
      }
      this.add(pod);
      this.store({ ...stored, object: job });
    }
  }

  async serverVersion(): Promise<string> {
    return this.call('serverVersion', () => 'v1.36.3');
  }

  async findResource(
    apiVersion: string,
    kind: string,
  ): Promise<ApiResource | undefined> {
    return RESOURCES.find(
      resource =>
        resource.kind === kind &&
        `${resource.group ? `${resource.group}/` : ''}${resource.version}` ===
          apiVersion,
    );
  }

  async listResources(): Promise<ApiResource[]> {
    return this.call('listResources', () => [...RESOURCES]);
  }

  async get(ref: ObjectRef): Promise<KubeObject | undefined> {
    return this.call(`get ${describeObject(ref)}`, () => {
      const found = this.objects.get(identityKey(bare(ref)))?.object;
      return found && structuredClone(found);
    });
  }

  async apply(object: KubeObject, options: ApplyOptions): Promise<ApplyResult> {
    options.signal?.throwIfAborted();
    const identity = identityOf(object);
    return this.call(`apply ${describeObject(identity)}`, () => {
      const known = this.objects.get(identityKey(identity));
      if (known) this.requireMutable(known.object, object);
      else this.requirePlace(object);
      const { apiVersion, kind, ...applied } = structuredClone(object);
      const next = applyFields(
        known?.object ?? { apiVersion, kind },
        known?.applied ?? {},
        applied,
      );
      return {
        object: options.dryRun
          ? this.asStored(next as KubeObject)
          : this.store({ object: next as KubeObject, applied }),
        warnings: [],
        created: !known,
        changed: true,
      };
    });
  }

  async create(object: KubeObject): Promise<KubeObject> {
    const identity = identityOf(object);
    return this.call(`create ${describeObject(identity)}`, () => {
      this.requirePlace(object);
      if (this.objects.has(identityKey(identity))) {
        throw this.refusal(identity, 409, 'AlreadyExists', 'already exists');
      }
      return this.store({ object, applied: {} });
    });
  }

  async delete(ref: ObjectRef, options: DeleteOptions): Promise<DeleteOutcome> {
    options.signal?.throwIfAborted();
    return this.call(`delete ${describeObject(ref)}`, () => {
      const stored = this.objects.get(identityKey(bare(ref)));
      const uid = stored?.object.metadata.uid;
      if (!stored || (options.uid && options.uid !== uid)) return 'gone';
      const { object } = stored;
      if (object.kind === 'Namespace' || object.metadata.finalizers?.length) {
        const marked = updateAt(
          object,
          ['metadata', 'deletionTimestamp'],
          before => before ?? new Date().toISOString(),
        );
        this.store({ ...stored, object: marked });
        return 'deleting';
      }
      this.drop(object);
      this.removeDependents(uid);
      return 'gone';
    });
  }

  async mergePatch(
    ref: ObjectRef,
    patch: JsonObject,
    options: MergePatchOptions = {},
  ): Promise<KubeObject> {
    options.signal?.throwIfAborted();
    return this.call(`patch ${describeObject(ref)}`, () => {
      const stored = this.objects.get(identityKey(bare(ref)));
      if (!stored) throw this.refusal(ref, 404, 'NotFound', 'not found');
      const patched: unknown = mergePatch(
        stored.object as unknown as JsonObject,
        patch,
      );
      const object = this.store({
        object: patched as KubeObject,
        applied: disown(stored.applied, patch),
      });
      const { deletionTimestamp, finalizers } = object.metadata;
      if (deletionTimestamp && !finalizers?.length) this.drop(object);
      return object;
    });
  }

  async list(
    resource: ResourcePath,
    options: ListOptions,
  ): Promise<KubeObject[]> {
    return this.call(`list ${resource.plural}`, () =>
      this.all().filter(object => matches(object, resource, options)),
    );
  }

  async watch(resource: ResourcePath, options: WatchOptions): Promise<void> {
    const { project = object => object, signal } = options;
    const onChange = (type: WatchEvent['type'], object: KubeObject) => {
      if (!matches(object, resource, options)) return;
      options.onEvent({ type, object: project(structuredClone(object)) });
    };
    this.events.on('change', onChange);
    options.onState({ status: 'live' });
    const objects = await this.list(resource, options);
    options.onSynced(objects.map(project));
    if (!signal.aborted) await once(signal, 'abort');
    this.events.off('change', onChange);
  }

  async podLog(pod: PodRef): Promise<Readable> {
    return this.call(`log Pod ${pod.name}`, () =>
      Readable.from([this.logs.get(pod.name) ?? '']),
    );
  }

  close(): void {
    this.events.removeAllListeners();
  }

  private async call<T>(call: string, answer: () => T): Promise<T> {
    this.calls.push(call);
    await this.interfere('before', call);
    const result = answer();
    await this.interfere('after', call);
    return result;
  }

  /** Stores as the API server does: with uid, version, generation and defaults. */
  private store({ object, applied }: Stored): KubeObject {
    const key = identityKey(identityOf(object));
    const before = this.objects.get(key)?.object;
    this.sequence += 1;
    const stored = this.asStored(object);
    this.objects.set(key, { object: stored, applied });
    this.events.emit('change', before ? 'modified' : 'added', stored);
    return structuredClone(stored);
  }

  private asStored(object: KubeObject): KubeObject {
    const before = this.objects.get(identityKey(identityOf(object)))?.object;
    const spec = withDefaults(object);
    const isNewSpec = JSON.stringify(before?.spec) !== JSON.stringify(spec);
    const generation = before?.metadata.generation ?? 0;
    return {
      ...structuredClone(object),
      ...(spec && { spec }),
      ...(object.kind === 'CustomResourceDefinition' && {
        status: ESTABLISHED,
      }),
      metadata: {
        ...structuredClone(object.metadata),
        uid: before?.metadata.uid ?? `uid-${this.sequence}`,
        resourceVersion: `${this.sequence}`,
        generation: isNewSpec ? generation + 1 : generation,
        creationTimestamp:
          before?.metadata.creationTimestamp ?? new Date().toISOString(),
      },
    };
  }

  private requirePlace(object: KubeObject): void {
    const { apiVersion, kind, metadata } = object;
    const resource = RESOURCES.find(
      served => served.kind === kind && served.group === groupOf(apiVersion),
    );
    if (!resource) throw new UnknownKindError(this.name, apiVersion, kind);
    if (!resource.namespaced) return;
    const namespace = this.objects.get(
      identityKey(namespaceIdentity(metadata.namespace ?? '')),
    );
    const identity = identityOf(object);
    if (!namespace) {
      throw this.refusal(identity, 404, 'NotFound', 'namespace not found');
    }
    if (namespace.object.metadata.deletionTimestamp) {
      const why = 'forbidden because it is being terminated';
      throw this.refusal(identity, 403, 'Forbidden', why);
    }
  }

  private requireMutable(before: KubeObject, after: KubeObject): void {
    const templateOf = ({ spec }: KubeObject) => JSON.stringify(spec?.template);
    if (after.kind !== 'Job' || templateOf(before) === templateOf(after))
      return;
    const identity = identityOf(after);
    throw this.refusal(identity, 422, 'Invalid', 'field is immutable');
  }

  private refusal(
    object: ObjectIdentity,
    status: number,
    reason: string,
    message: string,
  ): ApiError {
    return new ApiError({
      cluster: this.name,
      verb: 'write',
      object,
      status,
      reason,
      message,
      causes: [],
      recovering: false,
    });
  }

  private drop(object: KubeObject): void {
    this.objects.delete(identityKey(identityOf(object)));
    this.events.emit('change', 'deleted', object);
  }

  private removeDependents(uid: string | undefined): void {
    for (const { object } of [...this.objects.values()]) {
      if (object.metadata.ownerReferences?.some(owner => owner.uid === uid)) {
        this.drop(object);
      }
    }
  }

  private removeNamespace(name: string): void {
    for (const { object } of [...this.objects.values()]) {
      if (object.metadata.namespace === name) this.drop(object);
    }
    const namespace = this.objects.get(identityKey(namespaceIdentity(name)));
    if (namespace) this.drop(namespace.object);
  }
}

function bare({ group, kind, namespace, name }: ObjectIdentity) {
  return { group, kind, namespace, name };
}

function namespaceIdentity(name: string): ObjectIdentity {
  return { group: '', kind: 'Namespace', namespace: '', name };
}

function withDefaults({ kind, spec }: KubeObject): KubeObject['spec'] {
  if (kind === 'Deployment') return { replicas: 1, ...spec };
  if (kind === 'CronJob') return { suspend: false, ...spec };
  return spec;
}
