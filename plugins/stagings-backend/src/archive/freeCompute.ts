import { RecordedScale } from '../model/inventory';
import { KubeObject, ObjectIdentity } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { textAt } from '../model/read';
import { updateAt } from '../model/update';
import { PAUSE_ANNOTATIONS, replicasPath } from './kinds';

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

const scaleToZero: Transform = object => {
  const path = replicasPath(object);
  return apply(path ? updateAt(object, path, () => 0) : object);
};

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

/** Operators whose objects have no count to set take an annotation. */
const annotate: Transform = object =>
  apply(
    updateAt(object, ['metadata', 'annotations'], () => ({
      ...object.metadata.annotations,
      ...PAUSE_ANNOTATIONS[kindKey(object)],
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
  'keda.sh/ScaledJob': annotate,
  'keda.sh/ScaledObject': annotate,
  'serving.knative.dev/Service': remove,
  'acid.zalan.do/postgresql': scaleToZero,
  'postgresql.cnpg.io/Cluster': annotate,
};

/** Whether archiving knows how to free what objects of the kind use. */
export function canFreeCompute(kind: string): boolean {
  return kind in TRANSFORMS;
}

/** Whether archiving removes objects of a kind, to bring them back with the restore. */
export function isRemovedMeanwhile({
  group,
  kind,
}: Pick<ObjectIdentity, 'group' | 'kind'>): boolean {
  return TRANSFORMS[`${group}/${kind}`] === remove;
}

/** What archiving does with an object. */
export function freeCompute(
  object: KubeObject,
  recorded?: RecordedScale,
): Archived {
  return TRANSFORMS[kindKey(object)]?.(object, recorded) ?? apply(object);
}
