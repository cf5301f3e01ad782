import { asObject, at, equal } from '../model/json';
import { K, kindByName } from '../model/kinds';
import { Condition, KubeObject } from '../model/objects';
import { withCondition } from './conditions';
import {
  Cluster,
  Controller,
  isAbout,
  Key,
  keyOf,
  MANAGER,
  STATUS,
} from './controller';

/** Keeps the size of a target between an autoscaler's limits; there are no metrics to go by. */
export function autoscalers(cluster: Cluster): Controller {
  const { store } = cluster.objects;
  return {
    keysOf: event => {
      if (isAbout(event, K.autoscaler))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return isAbout(event, K.deployment) || isAbout(event, K.statefulSet)
        ? targeting(event.object)
        : [];
    },
    reconcile: ({ namespace, name }) => {
      const autoscaler = store.get(K.autoscaler, namespace, name);
      if (autoscaler) scale(cluster, autoscaler);
    },
  };

  function targeting({ kind, metadata }: KubeObject): Key[] {
    return store
      .list(K.autoscaler, metadata.namespace)
      .filter(autoscaler => {
        const target = asObject(at(autoscaler, 'spec', 'scaleTargetRef'));
        return target.kind === kind && target.name === metadata.name;
      })
      .map(keyOf);
  }
}

function scale({ objects }: Cluster, autoscaler: KubeObject) {
  const { namespace, name } = autoscaler.metadata;
  const spec = asObject(autoscaler.spec);
  const target = asObject(spec.scaleTargetRef);
  const kind = kindByName(String(target.apiVersion), String(target.kind));
  const object =
    kind && objects.store.get(kind, namespace, String(target.name));
  const current = Number(at(object, 'spec', 'replicas') ?? 0);
  const desired = Math.min(
    Number(spec.maxReplicas),
    Math.max(Number(spec.minReplicas ?? 1), current),
  );
  if (kind && object && current > 0 && desired !== current) {
    objects.update(
      { kind, namespace, name: object.metadata.name },
      { ...MANAGER, manager: 'horizontal-pod-autoscaler' },
      live => ({
        ...live,
        spec: { ...asObject(live.spec), replicas: desired },
      }),
    );
  }
  const known = asObject(autoscaler.status).conditions as
    | Condition[]
    | undefined;
  const conditions = conditionsOf(object !== undefined, current).reduce<
    Condition[]
  >(
    (list, condition) => withCondition(list, condition, Date.now()),
    known ?? [],
  );
  const status = {
    ...(current > 0 && { currentReplicas: current }),
    desiredReplicas: current > 0 ? desired : 0,
    conditions,
  };
  if (equal(status, asObject(autoscaler.status))) return;
  objects.update({ kind: K.autoscaler, namespace, name }, STATUS, live => ({
    ...live,
    status,
  }));
}

function conditionsOf(found: boolean, current: number): Condition[] {
  const able: Condition = found
    ? {
        type: 'AbleToScale',
        status: 'True',
        reason: 'SucceededGetScale',
        message:
          "the HPA controller was able to get the target's current scale",
      }
    : {
        type: 'AbleToScale',
        status: 'False',
        reason: 'FailedGetScale',
        message:
          "the HPA controller was unable to get the target's current scale",
      };
  if (!found) return [able];
  const active: Condition =
    current === 0
      ? {
          type: 'ScalingActive',
          status: 'False',
          reason: 'ScalingDisabled',
          message:
            'scaling is disabled since the replica count of the target is zero',
        }
      : {
          type: 'ScalingActive',
          status: 'False',
          reason: 'FailedGetResourceMetric',
          message:
            'the HPA was unable to compute the replica count: the practice cluster has no metrics',
        };
  return [able, active];
}
