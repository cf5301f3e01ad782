import { RecordedScale } from '../model/inventory';
import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { booleanAt, listAt, numberAt } from '../model/read';

const FINISHED_CONDITIONS = ['Complete', 'Failed'];

function isFinished(job: KubeObject): boolean {
  return listAt(job, 'status', 'conditions').some(
    condition =>
      FINISHED_CONDITIONS.includes(String(condition.type)) &&
      condition.status === 'True',
  );
}

function scaleOf(object: KubeObject): Partial<RecordedScale> | undefined {
  const suspend = booleanAt(object, 'spec', 'suspend') ?? false;
  switch (kindKey(object)) {
    case 'apps/Deployment':
    case 'apps/ReplicaSet':
    case 'apps/StatefulSet':
    case '/ReplicationController':
      return { replicas: numberAt(object, 'spec', 'replicas') ?? 1 };
    case 'batch/CronJob':
      return { suspend };
    case 'batch/Job':
      return isFinished(object) ? { suspend, finished: true } : { suspend };
    default:
      return undefined;
  }
}

/**
 * What must be remembered of the cluster's objects before they are archived. Objects that another one
 * controls are left out: they follow it.
 */
export function recordScales(live: readonly KubeObject[]): RecordedScale[] {
  return live
    .filter(
      object =>
        !object.metadata.ownerReferences?.some(owner => owner.controller),
    )
    .flatMap(object => {
      const scale = scaleOf(object);
      return scale ? [{ ...identityOf(object), ...scale }] : [];
    });
}

/**
 * Adds what a later archive saw to the record of the first. What is recorded stays: by now the cluster shows
 * zeros. What is new and at zero never ran, so that the render decides on it.
 */
export function mergeRecords(
  recorded: readonly RecordedScale[] | undefined,
  seen: readonly RecordedScale[],
): RecordedScale[] {
  if (recorded === undefined) return [...seen];
  const known = new Set(recorded.map(identityKey));
  const added = seen.filter(
    entry =>
      !known.has(identityKey(entry)) &&
      entry.replicas !== 0 &&
      (entry.suspend !== true || entry.finished === true),
  );
  return [...recorded, ...added];
}
