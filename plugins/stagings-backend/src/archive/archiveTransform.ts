import { RecordedScale } from '../model/inventory';
import {
  groupOf,
  identityKey,
  identityOf,
  KubeObject,
} from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { freeCompute, TRANSFORMS } from './freeCompute';

/** What to do to the cluster to archive a staging. */
export interface ArchivePlan {
  /** To delete first: autoscalers would wake what is scaled to zero. Also DaemonSets and bare pods. */
  remove: KubeObject[];
  /** To apply then, in the usual stages. */
  apply: KubeObject[];
  /** Applied unchanged, because no way to free their compute is known; they may still cost money. */
  untouched: KubeObject[];
}

/** Groups of Kubernetes itself have no dot, or end so; custom resources' groups never do. */
function isCustom(object: KubeObject): boolean {
  const group = groupOf(object.apiVersion);
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/**
 * Turns a render into its archived form: no pods, all data kept.
 * @param recorded - what the cluster had before the first archive
 */
export function archiveTransform(
  objects: readonly KubeObject[],
  recorded: readonly RecordedScale[],
): ArchivePlan {
  const records = new Map(recorded.map(entry => [identityKey(entry), entry]));
  const plan: ArchivePlan = { remove: [], apply: [], untouched: [] };
  for (const object of objects) {
    const archived = freeCompute(
      object,
      records.get(identityKey(identityOf(object))),
    );
    if (archived.fate === 'remove') plan.remove.push(object);
    if (archived.fate === 'apply') plan.apply.push(archived.object);
    if (isCustom(object) && !TRANSFORMS[kindKey(object)]) {
      plan.untouched.push(object);
    }
  }
  return plan;
}
