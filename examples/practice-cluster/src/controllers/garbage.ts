import { kindByName, ResourceKind } from '../model/kinds';
import { KubeObject, OwnerReference } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { Objects } from '../objects/Objects';
import { StoreEvent } from '../store/Store';
import { Clock } from './Clock';
import { MANAGER } from './controller';

/** How long after a change the collector looks, in milliseconds. */
const GATHER_MS = 20;

type Entry = { kind: ResourceKind; namespace?: string; name: string };

/**
 * Collects garbage by owner references: dependents of owners that are gone,
 * dependents first where the deletion is in the foreground, and none where the
 * owner was deleted as an orphan-maker.
 */
export class GarbageCollector {
  private readonly uids = new Set<string>();
  private readonly dependents = new Map<string, Map<string, Entry>>();
  private readonly waiting = new Map<string, () => void>();

  constructor(
    private readonly objects: Objects,
    private readonly clock: Clock,
  ) {}

  /** Starts over everything that there is and every change. */
  start(): void {
    const { store } = this.objects;
    const all = store.snapshot();
    for (const { object } of all) this.uids.add(object.metadata.uid);
    for (const event of all) this.onEvent(event);
    store.subscribe(event => this.onEvent(event));
  }

  private onEvent({ type, kind, object }: StoreEvent) {
    const { uid, namespace, name, ownerReferences = [] } = object.metadata;
    const entry = { kind, namespace, name };
    if (type === 'DELETED') {
      this.uids.delete(uid);
      for (const owner of ownerReferences) this.forget(owner.uid, uid);
      for (const [dependent, place] of this.dependents.get(uid) ?? [])
        this.lookAt(dependent, place);
      return;
    }
    this.uids.add(uid);
    for (const owner of ownerReferences) {
      const known = this.dependents.get(owner.uid) ?? new Map<string, Entry>();
      this.dependents.set(owner.uid, known.set(uid, entry));
    }
    const orphaned = ownerReferences.some(owner => !this.uids.has(owner.uid));
    if (orphaned || object.metadata.deletionTimestamp) this.lookAt(uid, entry);
  }

  private forget(owner: string, dependent: string) {
    const known = this.dependents.get(owner);
    known?.delete(dependent);
    if (known?.size === 0) this.dependents.delete(owner);
    const live = this.findOwner(owner);
    if (live) this.lookAt(owner, live);
  }

  /** An owner that waits for its dependents is looked at when one goes. */
  private readonly waitingOwners = new Map<string, Entry>();

  private findOwner(uid: string): Entry | undefined {
    return this.waitingOwners.get(uid);
  }

  private lookAt(uid: string, entry: Entry) {
    if (this.waiting.has(uid)) return;
    const cancel = this.clock.after(GATHER_MS, () => {
      this.waiting.delete(uid);
      this.guarded(() => this.collect(uid, entry));
    });
    this.waiting.set(uid, cancel);
  }

  private collect(uid: string, entry: Entry) {
    const object = this.objects.store.get(
      entry.kind,
      entry.namespace,
      entry.name,
    );
    if (object?.metadata.uid !== uid) {
      this.waitingOwners.delete(uid);
      return;
    }
    if (object.metadata.deletionTimestamp) this.finish(object, entry);
    else this.collectDependent(object, entry);
  }

  /** Deletes an object whose owners are all gone; drops references to those that are. */
  private collectDependent(object: KubeObject, entry: Entry) {
    const owners = object.metadata.ownerReferences ?? [];
    const present = owners.filter(owner => this.isPresent(owner, object));
    if (owners.length === 0 || present.length === owners.length) return;
    if (present.length === 0) {
      const { uid } = object.metadata;
      this.objects.delete(entry, {
        propagationPolicy: 'Background',
        preconditions: { uid },
      });
      return;
    }
    this.setOwners(entry, present);
  }

  private isPresent(owner: OwnerReference, { metadata }: KubeObject): boolean {
    const kind = kindByName(owner.apiVersion, owner.kind);
    if (!kind) return true;
    const live = this.objects.store.get(kind, metadata.namespace, owner.name);
    return live?.metadata.uid === owner.uid;
  }

  /** Lets an object go whose deletion waits for what happens to its dependents. */
  private finish(object: KubeObject, entry: Entry) {
    const finalizers = object.metadata.finalizers ?? [];
    const { uid } = object.metadata;
    const dependents = [...(this.dependents.get(uid)?.values() ?? [])];
    if (finalizers.includes('orphan')) {
      for (const dependent of dependents) this.release(dependent, uid);
      this.dropFinalizer(entry, 'orphan');
      return;
    }
    if (!finalizers.includes('foregroundDeletion')) return;
    const blocking = dependents.filter(dependent =>
      this.deleteInForeground(dependent, uid),
    );
    if (blocking.length === 0) this.dropFinalizer(entry, 'foregroundDeletion');
    else this.waitingOwners.set(uid, entry);
  }

  /** True when the dependent still holds its owner up. */
  private deleteInForeground(dependent: Entry, owner: string): boolean {
    const object = this.objects.store.get(
      dependent.kind,
      dependent.namespace,
      dependent.name,
    );
    if (!object) return false;
    const { uid, ownerReferences = [], deletionTimestamp } = object.metadata;
    if (
      !deletionTimestamp &&
      ownerReferences.every(reference => reference.uid === owner)
    ) {
      this.guarded(() =>
        this.objects.delete(dependent, {
          propagationPolicy: 'Foreground',
          preconditions: { uid },
        }),
      );
    }
    return ownerReferences.some(
      reference => reference.uid === owner && reference.blockOwnerDeletion,
    );
  }

  private release(dependent: Entry, owner: string) {
    const object = this.objects.store.get(
      dependent.kind,
      dependent.namespace,
      dependent.name,
    );
    const rest = object?.metadata.ownerReferences?.filter(
      ({ uid }) => uid !== owner,
    );
    if (rest) this.guarded(() => this.setOwners(dependent, rest));
  }

  private setOwners(place: Entry, ownerReferences: OwnerReference[]) {
    this.objects.update(place, MANAGER, live => ({
      ...live,
      metadata: { ...live.metadata, ownerReferences },
    }));
  }

  private dropFinalizer(place: Entry, finalizer: string) {
    this.objects.update(place, MANAGER, live => ({
      ...live,
      metadata: {
        ...live.metadata,
        finalizers: live.metadata.finalizers?.filter(
          name => name !== finalizer,
        ),
      },
    }));
  }

  private guarded(action: () => void) {
    try {
      action();
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }
}
