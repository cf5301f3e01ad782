import { KubeObject } from '../../model/kubeObject';
import { listAt, textAt } from '../../model/read';

/** Names of the Secrets that a pod's containers can print: from their environments and volumes. */
export function secretNamesOf(pod: KubeObject): string[] {
  const containers = [
    ...listAt(pod, 'spec', 'initContainers'),
    ...listAt(pod, 'spec', 'containers'),
    ...listAt(pod, 'spec', 'ephemeralContainers'),
  ];
  const volumes = listAt(pod, 'spec', 'volumes');
  const names = [
    ...containers.flatMap(container => [
      ...listAt(container, 'env').map(variable =>
        textAt(variable, 'valueFrom', 'secretKeyRef', 'name'),
      ),
      ...listAt(container, 'envFrom').map(source =>
        textAt(source, 'secretRef', 'name'),
      ),
    ]),
    ...volumes.flatMap(volume => [
      textAt(volume, 'secret', 'secretName'),
      ...listAt(volume, 'projected', 'sources').map(source =>
        textAt(source, 'secret', 'name'),
      ),
    ]),
  ];
  return [...new Set(names.flatMap(name => name ?? []))];
}
