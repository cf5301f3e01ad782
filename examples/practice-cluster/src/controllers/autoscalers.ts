import { asObject, asObjects, at, equal } from '../model/json';
import { K, kindByName, ResourceKind } from '../model/kinds';
import { Condition, KubeObject, timestamp } from '../model/objects';
import { notFound } from '../model/StatusError';
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

const COMPONENT = 'horizontal-pod-autoscaler';

/** Keeps the size of a target between an autoscaler's limits; there are no metrics to go by. */
export function autoscalers(cluster: Cluster): Controller {
  const { store } = cluster.objects;
  return {
    keysOf: event => {
      if (isAbout(event, K.autoscaler))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return targeting(event.object);
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

/** What an autoscaler finds of its target, with how many pods it has to have. */
type Target = {
  kind: ResourceKind;
  object: KubeObject;
  current: number;
  desired: number;
};

function scale(cluster: Cluster, autoscaler: KubeObject) {
  const target = targetOf(cluster, autoscaler);
  const rescaled = target ? resize(cluster, autoscaler, target) : false;
  if (!target) tellLost(cluster, autoscaler);
  report(cluster, autoscaler, target, rescaled);
}

function targetOf(
  { objects }: Cluster,
  autoscaler: KubeObject,
): Target | undefined {
  const spec = asObject(autoscaler.spec);
  const { apiVersion, kind: kindName, name } = asObject(spec.scaleTargetRef);
  const kind = kindByName(String(apiVersion), String(kindName));
  const object =
    kind &&
    objects.store.get(kind, autoscaler.metadata.namespace, String(name));
  if (!object) return undefined;
  const current = Number(at(object, 'spec', 'replicas') ?? 0);
  const desired =
    current === 0
      ? 0
      : Math.min(
          Number(spec.maxReplicas),
          Math.max(Number(spec.minReplicas ?? 1), current),
        );
  return { kind, object, current, desired };
}

/** Brings the target between the limits; true when it was outside. */
function resize(
  { objects, events }: Cluster,
  autoscaler: KubeObject,
  { kind, object, current, desired }: Target,
): boolean {
  if (desired === current) return false;
  const { namespace, name } = object.metadata;
  objects.update(
    { kind, namespace, name },
    { ...MANAGER, manager: COMPONENT },
    live => ({
      ...live,
      spec: { ...asObject(live.spec), replicas: desired },
    }),
  );
  const why =
    desired > current ? 'below Spec.MinReplicas' : 'above Spec.MaxReplicas';
  events.record(autoscaler, {
    type: 'Normal',
    reason: 'SuccessfulRescale',
    message: `New size: ${desired}; reason: Current number of replicas ${why}`,
    component: COMPONENT,
  });
  return true;
}

/** What the API says of a target that is not there. */
function lost(autoscaler: KubeObject): string {
  const target = asObject(at(autoscaler, 'spec', 'scaleTargetRef'));
  const kind = kindByName(String(target.apiVersion), String(target.kind));
  return kind
    ? notFound({ kind, name: String(target.name) }).message
    : `no matches for kind "${String(target.kind)}" in version "${String(
        target.apiVersion,
      )}"`;
}

const unable = (autoscaler: KubeObject) =>
  `the HPA controller was unable to get the target's current scale: ${lost(
    autoscaler,
  )}`;

function tellLost({ events }: Cluster, autoscaler: KubeObject) {
  const known = asObjects(at(autoscaler, 'status', 'conditions'));
  const message = unable(autoscaler);
  if (known.some(condition => condition.message === message)) return;
  events.record(autoscaler, {
    type: 'Warning',
    reason: 'FailedGetScale',
    message: lost(autoscaler),
    component: COMPONENT,
  });
}

function report(
  { objects }: Cluster,
  autoscaler: KubeObject,
  target: Target | undefined,
  rescaled: boolean,
) {
  const { namespace, name } = autoscaler.metadata;
  const before = asObject(autoscaler.status);
  const conditions = conditionsOf(autoscaler, target).reduce<Condition[]>(
    (list, condition) => withCondition(list, condition, Date.now()),
    (before.conditions as Condition[] | undefined) ?? [],
  );
  const lastScaleTime = rescaled ? timestamp() : before.lastScaleTime;
  const status = {
    ...(lastScaleTime !== undefined && { lastScaleTime }),
    ...(target?.current && { currentReplicas: target.current }),
    desiredReplicas: target?.desired ?? 0,
    currentMetrics: null,
    conditions,
  };
  if (equal(status, before)) return;
  objects.update({ kind: K.autoscaler, namespace, name }, STATUS, live => ({
    ...live,
    status,
  }));
}

function conditionsOf(
  autoscaler: KubeObject,
  target: Target | undefined,
): Condition[] {
  if (!target) {
    return [
      {
        type: 'AbleToScale',
        status: 'False',
        reason: 'FailedGetScale',
        message: unable(autoscaler),
      },
    ];
  }
  const able: Condition = {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededGetScale',
    message: "the HPA controller was able to get the target's current scale",
  };
  return [able, activity(target)];
}

function activity({ current }: Target): Condition {
  return current === 0
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
}
