import { containersOf, PodSpec } from '../model/podTemplate';
import { Fields, fieldsAt, textAt } from '../model/read';

/** Settings that confine a pod, or one of its containers. */
export interface SecurityContext {
  context: Fields;
  /** For example `spec.template.spec.containers[0].securityContext`. */
  path: string;
  /** Without one, it is about all containers of the pod. */
  container?: string;
}

/** What a pod and its containers say about how they are confined, the pod first. */
export function securityContextsOf(pod: PodSpec): SecurityContext[] {
  const ofPod = fieldsAt(pod.spec, 'securityContext');
  const ofContainers = containersOf(pod).flatMap(({ container, path }) => {
    const context = fieldsAt(container, 'securityContext');
    return context
      ? [
          {
            context,
            path: `${path}.securityContext`,
            container: textAt(container, 'name'),
          },
        ]
      : [];
  });
  return [
    ...(ofPod ? [{ context: ofPod, path: `${pod.path}.securityContext` }] : []),
    ...ofContainers,
  ];
}

/** How messages name whom a security context is about. */
export function whomOf({ container }: SecurityContext): string {
  return container === undefined ? 'its pods' : `container ${container}`;
}
