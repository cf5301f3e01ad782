import { KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';

/** How an object can get values that cannot be changed in place. */
export type Replacement =
  /** Deleted with what it owns, then applied anew. */
  | { type: 'recreate'; costs?: string }
  /** Deleted without its pods, which the new one takes over. */
  | { type: 'adopt'; costs: string }
  /** Never: its data would go with it, or others depend on it. */
  | { type: 'never' };

/** Kinds that may be replaced; all others keep what they have. What they hold can be made again. */
const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  'batch/Job': { type: 'recreate' },
  '/Pod': { type: 'recreate' },
  '/ConfigMap': { type: 'recreate' },
  '/Secret': { type: 'recreate' },
  '/Service': { type: 'recreate' },
  'rbac.authorization.k8s.io/RoleBinding': { type: 'recreate' },
  'apps/Deployment': {
    type: 'recreate',
    costs: 'it does not answer until its new pods are ready',
  },
  'apps/DaemonSet': {
    type: 'recreate',
    costs: 'it does not answer until its new pods are ready',
  },
  'apps/StatefulSet': {
    type: 'adopt',
    costs: 'volumes that exist keep their size and class',
  },
};

/** What to do when the cluster says that a field of the object cannot be changed. */
export function replacementOf(object: KubeObject): Replacement {
  return REPLACEMENTS[kindKey(object)] ?? { type: 'never' };
}
