import { RecordedScale } from '../model/inventory';
import { KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { textAt } from '../model/read';
import { updateAt } from '../model/update';

/** What archiving does with one object. */
export type Archived =
  | { fate: 'apply'; object: KubeObject }
  | { fate: 'remove' }
  /** Left as the cluster has it: neither applied nor removed. */
  | { fate: 'leave' };

/** One transform a kind. `recorded` is what the object was before. */
type Transform = (object: KubeObject, recorded?: RecordedScale) => Archived;

function apply(object: KubeObject): Archived {
  return { fate: 'apply', object };
}

const scaleToZero: Transform = object =>
  apply(updateAt(object, ['spec', 'replicas'], () => 0));

/** With `whenScaled: Delete`, zero replicas would delete the volumes: both change in one apply. */
const scaleStatefulSet: Transform = object => {
  const policy = ['spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled'];
  const kept =
    textAt(object, ...policy) === 'Delete'
      ? updateAt(object, policy, () => 'Retain')
      : object;
  return scaleToZero(kept);
};

const suspend: Transform = object =>
  apply(updateAt(object, ['spec', 'suspend'], () => true));

const suspendUnfinished: Transform = (object, recorded) =>
  recorded?.finished ? { fate: 'leave' } : suspend(object, recorded);

const remove: Transform = () => ({ fate: 'remove' });

const annotateHibernation: Transform = object =>
  apply(
    updateAt(
      object,
      ['metadata', 'annotations', 'cnpg.io/hibernation'],
      () => 'on',
    ),
  );

/** `paused-replicas` alone bounced between zero and one (kedacore/keda#5165). */
const pauseScaledObject: Transform = object =>
  apply(
    updateAt(object, ['metadata', 'annotations'], () => ({
      ...object.metadata.annotations,
      'autoscaling.keda.sh/paused-replicas': '0',
      'autoscaling.keda.sh/paused': 'true',
    })),
  );

/** How each kind is archived; kinds that use no compute stay as they are. */
const TRANSFORMS: Readonly<Record<string, Transform>> = {
  'apps/Deployment': scaleToZero,
  'apps/ReplicaSet': scaleToZero,
  '/ReplicationController': scaleToZero,
  'apps/StatefulSet': scaleStatefulSet,
  'apps/DaemonSet': remove,
  '/Pod': remove,
  'batch/CronJob': suspend,
  'batch/Job': suspendUnfinished,
  'autoscaling/HorizontalPodAutoscaler': remove,
  'keda.sh/ScaledObject': pauseScaledObject,
  'serving.knative.dev/Service': remove,
  'postgresql.cnpg.io/Cluster': annotateHibernation,
};

/** What archiving does with an object. */
export function freeCompute(
  object: KubeObject,
  recorded?: RecordedScale,
): Archived {
  return TRANSFORMS[kindKey(object)]?.(object, recorded) ?? apply(object);
}
