import { K } from '../model/kinds';
import {
  controlledBy,
  controllerOf,
  KubeObject,
  Pod,
  PodTemplate,
} from '../model/objects';
import { StatusError } from '../model/StatusError';
import { Cluster, MANAGER } from './controller';

/** The pods that an object controls. */
export function podsOf({ objects }: Cluster, owner: KubeObject): Pod[] {
  return objects.store
    .list<Pod>(K.pod, owner.metadata.namespace)
    .filter(pod => controllerOf(pod)?.uid === owner.metadata.uid);
}

/** Whether the pod has ended or is on its way out. */
export const isOver = ({ metadata, status }: Pod): boolean =>
  Boolean(metadata.deletionTimestamp) ||
  status.phase === 'Succeeded' ||
  status.phase === 'Failed';

/** Whether the pod's condition `Ready` is true. */
export const isReady = ({ status }: Pod): boolean =>
  (status.conditions ?? []).some(
    ({ type, status: value }) => type === 'Ready' && value === 'True',
  );

/** How a controller's pod is called and labelled beyond its template. */
export type PodShape = {
  name?: string;
  labels?: Record<string, string>;
  spec?: Partial<Pod['spec']>;
};

/** How controllers tell of their pods; that of StatefulSets has words of its own. */
function wordsOf({ kind, metadata }: KubeObject) {
  return kind === 'StatefulSet'
    ? {
        created: (pod: string) =>
          `Create Pod ${pod} in StatefulSet ${metadata.name} successful`,
        refused: (pod: string, why: string) =>
          `Create Pod ${pod} in StatefulSet ${metadata.name} failed error: ${why}`,
        deleted: (pod: string) =>
          `Delete Pod ${pod} in StatefulSet ${metadata.name} successful`,
      }
    : {
        created: (pod: string) => `Created pod: ${pod}`,
        refused: (_pod: string, why: string) => `Error creating: ${why}`,
        deleted: (pod: string) => `Deleted pod: ${pod}`,
      };
}

/** Creates a pod from a template and says so by an event. Throws what the API would answer. */
export function createPod(
  { objects, events }: Cluster,
  owner: KubeObject,
  template: PodTemplate,
  component: string,
  shape: PodShape = {},
): void {
  const { name, namespace } = owner.metadata;
  const labels = { ...template.metadata?.labels, ...shape.labels };
  const { annotations } = template.metadata ?? {};
  try {
    const pod = objects.create(
      K.pod,
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...(shape.name ? { name: shape.name } : { generateName: `${name}-` }),
          namespace,
          labels,
          ...(annotations && { annotations }),
          ownerReferences: [controlledBy(owner)],
        },
        spec: { ...template.spec, ...shape.spec },
      } as unknown as KubeObject,
      MANAGER,
    );
    const message = wordsOf(owner).created(pod.metadata.name);
    events.record(owner, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message,
      component,
    });
  } catch (error) {
    if (error instanceof StatusError) {
      const message = wordsOf(owner).refused(shape.name ?? '', error.message);
      events.record(owner, {
        type: 'Warning',
        reason: 'FailedCreate',
        message,
        component,
      });
    }
    throw error;
  }
}

/** Deletes a pod unless it is on its way out, and says so by an event of its owner. */
export function deletePod(
  { objects, events }: Cluster,
  owner: KubeObject,
  pod: Pod,
  component: string,
): void {
  if (pod.metadata.deletionTimestamp) return;
  const { namespace, name, uid } = pod.metadata;
  objects.delete({ kind: K.pod, namespace, name }, { preconditions: { uid } });
  const message = wordsOf(owner).deleted(name);
  events.record(owner, {
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message,
    component,
  });
}
