import { KubeObject } from '../../model/kubeObject';

/** Whether an object is a pod that still uses, or waits for, compute. */
export function isActivePod({ kind, status }: KubeObject): boolean {
  return (
    kind === 'Pod' &&
    status?.phase !== 'Succeeded' &&
    status?.phase !== 'Failed'
  );
}
