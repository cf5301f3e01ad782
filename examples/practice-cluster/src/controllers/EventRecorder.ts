import { asObject } from '../model/json';
import { K } from '../model/kinds';
import { KubeObject, timestamp } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { Objects } from '../objects/Objects';

/** What happened to an object. */
export type Happening = {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Who says so, such as `kubelet`. */
  component: string;
  host?: string;
  /** The part of the object, such as `spec.containers{web}`. */
  fieldPath?: string;
};

/** Writes Events; one that repeats counts up instead. */
export class EventRecorder {
  private readonly known = new Map<string, string>();

  constructor(private readonly objects: Objects) {}

  /** Records a happening; in a namespace that is on its way out nothing is written. */
  record(object: KubeObject, happening: Happening): void {
    try {
      this.write(object, happening);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
    }
  }

  private write(object: KubeObject, happening: Happening) {
    const { namespace = 'default', uid } = object.metadata;
    const { reason, message } = happening;
    const id = [uid, reason, message].join('|');
    const name = this.known.get(id);
    if (name && this.objects.store.get(K.event, namespace, name)) {
      this.objects.update(
        { kind: K.event, namespace, name },
        { manager: happening.component },
        event => ({
          ...event,
          count: Number(event.count ?? 1) + 1,
          lastTimestamp: timestamp(),
        }),
      );
      return;
    }
    const created = this.objects.create(
      K.event,
      eventOf(object, namespace, happening),
      {
        manager: happening.component,
      },
    );
    this.known.set(id, created.metadata.name);
    if (this.known.size > 5000)
      this.known.delete([...this.known.keys()][0] ?? '');
  }
}

function eventOf(
  object: KubeObject,
  namespace: string,
  happening: Happening,
): KubeObject {
  const { type, reason, message, component, host, fieldPath } = happening;
  const { name, uid, resourceVersion } = object.metadata;
  const now = timestamp();
  return asObject({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { generateName: `${name}.`, namespace },
    involvedObject: {
      kind: object.kind,
      ...(object.metadata.namespace && { namespace }),
      name,
      uid,
      apiVersion: object.apiVersion,
      resourceVersion,
      ...(fieldPath && { fieldPath }),
    },
    reason,
    message,
    source: { component, ...(host && { host }) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  }) as KubeObject;
}
