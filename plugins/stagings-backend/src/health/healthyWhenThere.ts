import { HealthPolicy } from './types';

/**
 * Kinds of which the cluster tells nothing but that they are there. A namespace that is going takes all with it
 * that is in it, which shows there.
 */
const NOTHING_MORE_TO_TELL: ReadonlySet<string> = new Set([
  '/ConfigMap',
  '/LimitRange',
  '/Namespace',
  '/ResourceQuota',
  '/Secret',
  '/ServiceAccount',
  'networking.k8s.io/NetworkPolicy',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
]);

/** Whether objects of a kind, `group/Kind`, are healthy as soon as they are there. */
export function healthyWhenThere(
  kind: string,
  { rules }: Pick<HealthPolicy, 'rules'>,
): boolean {
  return NOTHING_MORE_TO_TELL.has(kind) && !rules?.has(kind);
}
