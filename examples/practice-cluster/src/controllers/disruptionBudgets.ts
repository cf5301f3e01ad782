import { at, equal } from '../model/json';
import { K } from '../model/kinds';
import { Condition, labelsOf, LabelSelector, Pod } from '../model/objects';
import { selectorPredicate } from '../model/selectors';
import { withCondition } from './conditions';
import { Cluster, Controller, isAbout, keyOf, STATUS } from './controller';
import { isOver, isReady } from './podControl';
import { resolve } from './rollout';

/** Reports how many pods a budget lets go; evictions do not exist here. */
export function disruptionBudgets({ objects }: Cluster): Controller {
  const { store } = objects;
  return {
    keysOf: event => {
      if (isAbout(event, K.disruptionBudget))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return isAbout(event, K.pod)
        ? store
            .list(K.disruptionBudget, event.object.metadata.namespace)
            .map(keyOf)
        : [];
    },
    reconcile: ({ namespace, name }) => {
      const budget = store.get(K.disruptionBudget, namespace, name);
      if (!budget) return;
      const selects = selectorPredicate(
        (at(budget, 'spec', 'selector') ?? {}) as LabelSelector,
      );
      const pods = store
        .list<Pod>(K.pod, namespace)
        .filter(pod => selects(labelsOf(pod)) && !isOver(pod));
      const healthy = pods.filter(isReady).length;
      const limit = (field: string) =>
        at(budget, 'spec', field) as number | string | undefined;
      const desired =
        limit('maxUnavailable') === undefined
          ? resolve(limit('minAvailable') ?? 1, pods.length, Math.ceil)
          : pods.length -
            resolve(limit('maxUnavailable'), pods.length, Math.ceil);
      const allowed = Math.max(0, healthy - Math.max(0, desired));
      const condition: Condition = {
        type: 'DisruptionAllowed',
        status: allowed > 0 ? 'True' : 'False',
        observedGeneration: budget.metadata.generation,
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
      };
      const known = at(budget, 'status', 'conditions') as
        | Condition[]
        | undefined;
      const status = {
        observedGeneration: budget.metadata.generation,
        disruptionsAllowed: allowed,
        currentHealthy: healthy,
        desiredHealthy: Math.max(0, desired),
        expectedPods: pods.length,
        conditions: withCondition(known, condition, Date.now()),
      };
      if (equal(status, at(budget, 'status'))) return;
      objects.update(
        { kind: K.disruptionBudget, namespace, name },
        STATUS,
        live => ({ ...live, status }),
      );
    },
  };
}
