import { at, equal } from '../model/json';
import { K } from '../model/kinds';
import {
  controlledBy,
  controllerOf,
  Deployment,
  KubeObject,
  labelsOf,
  ReplicaSet,
} from '../model/objects';
import { hashOf } from '../objects/names';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  MANAGER,
  ownerKey,
  STATUS,
} from './controller';
import { deploymentStatus } from './deploymentStatus';
import { isOver, podsOf } from './podControl';
import { planRollout } from './rollout';

const REVISION = 'deployment.kubernetes.io/revision';

/** Rolls Deployments out over ReplicaSets. */
export function deployments(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.deployment)) return [keyOf(event.object)];
      if (isAbout(event, K.replicaSet))
        return ownerKey(event.object, K.deployment);
      return isAbout(event, K.pod) && event.type === 'DELETED'
        ? deploymentOfPod(cluster, event.object)
        : [];
    },
    reconcile: ({ namespace, name }) => {
      const deployment = cluster.objects.store.get<Deployment>(
        K.deployment,
        namespace,
        name,
      );
      if (!deployment) return undefined;
      if (!deployment.metadata.deletionTimestamp) rollOut(cluster, deployment);
      return report(cluster, deployment);
    },
  };
}

/** The Deployment behind a pod that is gone: `Recreate` waits for that. */
function deploymentOfPod({ objects }: Cluster, pod: KubeObject) {
  const owner = controllerOf(pod);
  const set =
    owner &&
    objects.store.get(K.replicaSet, pod.metadata.namespace, owner.name);
  return set ? ownerKey(set, K.deployment) : [];
}

function setsOf({ objects }: Cluster, deployment: KubeObject): ReplicaSet[] {
  return objects.store
    .list<ReplicaSet>(K.replicaSet, deployment.metadata.namespace)
    .filter(set => controllerOf(set)?.uid === deployment.metadata.uid)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
}

function revisionOf(set: KubeObject) {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

const HASH = 'pod-template-hash';

function split(cluster: Cluster, deployment: Deployment) {
  const hash = hashOf(deployment.spec.template as never);
  const sets = setsOf(cluster, deployment);
  const current = sets.find(set => labelsOf(set)[HASH] === hash);
  return { hash, current, old: sets.filter(set => set !== current) };
}

function rollOut(cluster: Cluster, deployment: Deployment) {
  const { hash, current, old } = split(cluster, deployment);
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  if (!current) {
    if (deployment.spec.paused) return;
    createSet(cluster, deployment, hash, revision);
    return;
  }
  const latest = String(Math.max(revision, revisionOf(current)));
  annotate(cluster, current, { [REVISION]: latest });
  annotate(cluster, deployment, { [REVISION]: latest });
  resize(cluster, deployment, current, old);
  dropHistory(cluster, deployment, old);
}

function createSet(
  cluster: Cluster,
  deployment: Deployment,
  hash: string,
  revision: number,
) {
  const { name, namespace } = deployment.metadata;
  const { template, selector, replicas } = deployment.spec;
  const labels = { ...labelsOf(template), [HASH]: hash };
  cluster.objects.create(
    K.replicaSet,
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        labels,
        annotations: {
          [REVISION]: String(revision),
          'deployment.kubernetes.io/desired-replicas': String(replicas),
        },
        ownerReferences: [controlledBy(deployment)],
      },
      spec: {
        replicas: 0,
        selector: {
          ...selector,
          matchLabels: { ...selector.matchLabels, [HASH]: hash },
        },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    } as unknown as KubeObject,
    MANAGER,
  );
}

function annotate(
  { objects }: Cluster,
  object: KubeObject,
  annotations: Record<string, string>,
) {
  const kind = object.kind === 'Deployment' ? K.deployment : K.replicaSet;
  objects.update({ kind, ...placeOf(object) }, MANAGER, live => ({
    ...live,
    metadata: {
      ...live.metadata,
      annotations: { ...live.metadata.annotations, ...annotations },
    },
  }));
}

function placeOf({ metadata }: KubeObject) {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
  };
}

function resize(
  cluster: Cluster,
  deployment: Deployment,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
) {
  const oldPods = old
    .flatMap(set => podsOf(cluster, set))
    .filter(pod => !['Succeeded', 'Failed'].includes(pod.status.phase ?? ''));
  const plan = planRollout(deployment.spec, current, old, oldPods.length);
  for (const { set, replicas } of plan) {
    const from = set.spec.replicas;
    if (from === replicas) continue;
    cluster.objects.update(
      { kind: K.replicaSet, ...placeOf(set) },
      MANAGER,
      live => ({
        ...live,
        spec: { ...(live as ReplicaSet).spec, replicas } as never,
      }),
    );
    const direction = replicas > from ? 'up' : 'down';
    cluster.events.record(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${direction} replica set ${set.metadata.name} from ${from} to ${replicas}`,
      component: 'deployment-controller',
    });
  }
}

function dropHistory(
  { objects }: Cluster,
  deployment: Deployment,
  old: readonly ReplicaSet[],
) {
  const empty = old.filter(
    set => set.spec.replicas === 0 && set.status.replicas === 0,
  );
  const excess = empty.length - deployment.spec.revisionHistoryLimit;
  for (const set of empty.slice(0, Math.max(0, excess))) {
    objects.delete({ kind: K.replicaSet, ...placeOf(set) });
  }
}

function report(
  cluster: Cluster,
  { metadata }: Deployment,
): number | undefined {
  const place = {
    kind: K.deployment,
    namespace: metadata.namespace,
    name: metadata.name,
  };
  const deployment = cluster.objects.store.get<Deployment>(
    place.kind,
    place.namespace,
    place.name,
  );
  if (!deployment) return undefined;
  const { current, old } = split(cluster, deployment);
  const terminating = [...old, ...(current ? [current] : [])]
    .flatMap(set => podsOf(cluster, set))
    .filter(isOver).length;
  const { status, checkAfterMs } = deploymentStatus(
    deployment,
    current,
    old,
    terminating,
    Date.now(),
  );
  if (!equal(status, at(deployment, 'status'))) {
    cluster.objects.update(place, STATUS, live => ({ ...live, status }));
  }
  return checkAfterMs;
}
