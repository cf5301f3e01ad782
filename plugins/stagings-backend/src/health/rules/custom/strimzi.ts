import { KubeObject } from '../../../model/kubeObject';
import { conditionIs } from '../../conditions';
import { ObjectHealth } from '../../types';
import { HEALTHY, notReady, notSeen, saidBy, suspended } from '../outcomes';

/** Health of what Strimzi runs: Kafka, Kafka Connect, MirrorMaker and Bridge. */
export function strimziHealth(object: KubeObject): ObjectHealth {
  if (conditionIs(object, 'ReconciliationPaused', 'True')) {
    return suspended(object, 'not reconciled: it is paused by an annotation');
  }
  const failing = conditionIs(object, 'NotReady', 'True');
  if (failing) {
    const isStarting = failing.reason === 'Creating';
    return notReady(
      object,
      isStarting ? 'progressing' : 'degraded',
      saidBy(failing),
    );
  }
  return conditionIs(object, 'Ready', 'True') ? HEALTHY : notSeen(object);
}
