import { Fields, fieldsAt, listAt } from './read';
import { groupOf, KubeObject } from './kubeObject';

const POD_TEMPLATE_PATHS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  '/PodTemplate': ['template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** `group/Kind`, the key of tables by kind; the core group is empty, as in `/Pod`. */
export function kindKey(
  object: Pick<KubeObject, 'apiVersion' | 'kind'>,
): string {
  return `${groupOf(object.apiVersion)}/${object.kind}`;
}

/** Where a workload keeps the template of its pods; undefined for all other kinds. */
export function podTemplatePath(
  object: KubeObject,
): readonly string[] | undefined {
  return POD_TEMPLATE_PATHS[kindKey(object)];
}

/** A pod's specification and where it stands in the object. */
export interface PodSpec {
  spec: Fields;
  /** For example `spec.template.spec`. */
  path: string;
}

/** The pod specification of a pod or of a workload's template. */
export function podSpecOf(object: KubeObject): PodSpec | undefined {
  const template = podTemplatePath(object);
  const steps =
    kindKey(object) === '/Pod' ? ['spec'] : template && [...template, 'spec'];
  if (!steps) return undefined;
  const spec = fieldsAt(object, ...steps);
  return spec && { spec, path: steps.join('.') };
}

/** A container of a pod specification and where it stands in the object. */
export interface PodContainer {
  container: Fields;
  init: boolean;
  /** For example `spec.template.spec.containers[0]`. */
  path: string;
}

/** All containers of a pod specification, those that run first at the front. */
export function containersOf(pod: PodSpec): PodContainer[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap(
    field =>
      listAt(pod.spec, field).map((container, index) => ({
        container,
        init: field === 'initContainers',
        path: `${pod.path}.${field}[${index}]`,
      })),
  );
}
