import { equal } from '../model/json';
import { K } from '../model/kinds';
import { labelsOf, StatefulSet } from '../model/objects';
import { Cluster, STATUS } from './controller';
import { isReady, podsOf } from './podControl';
import { REVISION_HASH, Revisions } from './revisions';

/** Writes what a StatefulSet reports about its pods. */
export function reportStatefulSet(
  cluster: Cluster,
  set: StatefulSet,
  { current, update }: Revisions,
) {
  const { namespace, name } = set.metadata;
  const pods = podsOf(cluster, set);
  const ready = pods.filter(isReady).length;
  const of = (revision: string) =>
    pods.filter(
      pod =>
        labelsOf(pod)[REVISION_HASH] === revision &&
        !pod.metadata.deletionTimestamp,
    ).length;
  const updated = of(update.name);
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  const complete =
    partition === 0 &&
    updated === set.spec.replicas &&
    ready === set.spec.replicas &&
    pods.length === ready;
  const currentRevision = complete ? update.name : current.name;
  const currentReplicas = of(currentRevision);
  const status: StatefulSet['status'] = {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(ready > 0 && { readyReplicas: ready }),
    ...(currentReplicas > 0 && { currentReplicas }),
    ...(updated > 0 && { updatedReplicas: updated }),
    currentRevision,
    updateRevision: update.name,
    collisionCount: 0,
    availableReplicas: ready,
  };
  if (equal(status, set.status)) return;
  cluster.objects.update(
    { kind: K.statefulSet, namespace, name },
    STATUS,
    live => ({ ...live, status }),
  );
}
