import { ResourceKind, resourceName } from '../model/kinds';
import { controllerOf, KubeObject } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { Objects } from '../objects/Objects';
import { StoreEvent } from '../store/Store';
import { Clock } from './Clock';
import { EventRecorder } from './EventRecorder';

/** What controllers work with. */
export type Cluster = {
  objects: Objects;
  clock: Clock;
  events: EventRecorder;
};

/** The field manager of the controllers. */
export const MANAGER = { manager: 'kube-controller-manager' } as const;

/** The same for writes of a status. */
export const STATUS = { ...MANAGER, subresource: 'status' } as const;

/** Names one object of a controller's kind. */
export type Key = { namespace: string | undefined; name: string };

/** Brings one kind of object to what its spec asks for, one look at a time. */
export type Controller = {
  /** The objects to look at after a change of any object. */
  keysOf(event: StoreEvent): readonly Key[];
  /** Looks at one object; returns the delay in milliseconds after which to look again, if any. */
  reconcile(key: Key): number | undefined | void;
};

/** The key of an object. */
export const keyOf = ({ metadata }: KubeObject): Key => ({
  namespace: metadata.namespace,
  name: metadata.name,
});

/** Whether an event is about a kind. */
export const isAbout = (event: StoreEvent, kind: ResourceKind): boolean =>
  resourceName(event.kind) === resourceName(kind);

/** The key of the object's controller when it is of the given kind. */
export function ownerKey(object: KubeObject, kind: ResourceKind): Key[] {
  const owner = controllerOf(object);
  return owner?.kind === kind.kind
    ? [{ namespace: object.metadata.namespace, name: owner.name }]
    : [];
}

/** How long after a change a controller looks, in milliseconds: bursts become one look. */
const GATHER_MS = 10;

/** How long after a lost race it looks again. */
const RETRY_MS = 50;

/** Starts a controller over everything that there is and every change. */
export function runController(
  { objects, clock }: Cluster,
  controller: Controller,
): void {
  const waiting = new Set<string>();
  const later = new Map<string, () => void>();

  const look = (key: Key, id: string) => {
    waiting.delete(id);
    later.get(id)?.();
    later.delete(id);
    const again = attempt(controller, key);
    if (again !== undefined)
      later.set(
        id,
        clock.after(again, () => enqueue(key)),
      );
  };
  function enqueue(key: Key) {
    const id = `${key.namespace ?? ''}/${key.name}`;
    if (waiting.has(id)) return;
    waiting.add(id);
    clock.after(GATHER_MS, () => look(key, id));
  }

  objects.store.subscribe(event => controller.keysOf(event).forEach(enqueue));
  for (const event of objects.store.snapshot())
    controller.keysOf(event).forEach(enqueue);
}

/** A lost race or a namespace on its way out is tried again or left; anything else is a defect to see. */
function attempt(controller: Controller, key: Key): number | undefined {
  try {
    return controller.reconcile(key) ?? undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) {
      process.stderr.write(
        `${error instanceof Error ? error.stack : String(error)}\n`,
      );
      return undefined;
    }
    return error.code === 409 ? RETRY_MS : undefined;
  }
}
