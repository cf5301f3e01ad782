import { RecordedScale } from '../model/inventory';
import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { fieldAt } from '../model/read';

/** What to do to the cluster to bring an archived staging back, in this order. */
export interface RestorePlan {
  /**
   * Counts that the render does not state, to be written through the scale subresource with the second
   * field manager: without that, dropping our zero would give one replica.
   */
  scales: Array<{ object: KubeObject; replicas: number }>;
  /** To apply then, in the usual stages. */
  apply: KubeObject[];
  /** To apply last: autoscalers, once what they scale has its count. */
  applyLast: KubeObject[];
}

const AUTOSCALERS = ['autoscaling/HorizontalPodAutoscaler'];

/**
 * Turns a render into the steps of a restore. Jobs that had finished are not applied: they must not run
 * again.
 */
export function restoreTransform(
  objects: readonly KubeObject[],
  recorded: readonly RecordedScale[],
): RestorePlan {
  const records = new Map(recorded.map(entry => [identityKey(entry), entry]));
  const plan: RestorePlan = { scales: [], apply: [], applyLast: [] };
  for (const object of objects) {
    const record = records.get(identityKey(identityOf(object)));
    if (record?.finished) continue;
    const stated = fieldAt(object, 'spec', 'replicas') !== undefined;
    if (record?.replicas !== undefined && !stated) {
      plan.scales.push({ object, replicas: record.replicas });
    }
    const isAutoscaler = AUTOSCALERS.includes(kindKey(object));
    (isAutoscaler ? plan.applyLast : plan.apply).push(object);
  }
  return plan;
}
