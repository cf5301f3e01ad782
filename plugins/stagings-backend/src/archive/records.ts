import { RecordedScale } from '../model/inventory';
import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { booleanAt, listAt, numberAt } from '../model/read';
import { isControlled, PAUSE_ANNOTATIONS, replicasPath } from './kinds';

const FINISHED_CONDITIONS = ['Complete', 'Failed'];

function isFinished(job: KubeObject): boolean {
  return listAt(job, 'status', 'conditions').some(
    condition =>
      FINISHED_CONDITIONS.includes(String(condition.type)) &&
      condition.status === 'True',
  );
}

function pausesOf(
  object: KubeObject,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object.metadata.annotations ?? {}).filter(([name]) =>
      names.includes(name),
    ),
  );
}

function scaleOf(object: KubeObject): Partial<RecordedScale> | undefined {
  const replicas = replicasPath(object);
  if (replicas) return { replicas: numberAt(object, ...replicas) ?? 1 };
  const kind = kindKey(object);
  const pauses = PAUSE_ANNOTATIONS[kind];
  if (pauses) return { annotations: pausesOf(object, Object.keys(pauses)) };
  const suspend = booleanAt(object, 'spec', 'suspend') ?? false;
  if (kind === 'batch/CronJob') return { suspend };
  if (kind !== 'batch/Job') return undefined;
  return isFinished(object) ? { suspend, finished: true } : { suspend };
}

/**
 * What must be remembered of the cluster's objects before they are archived. Objects that another one
 * controls are left out: they follow it.
 */
export function recordScales(live: readonly KubeObject[]): RecordedScale[] {
  return live
    .filter(object => !isControlled(object))
    .flatMap(object => {
      const scale = scaleOf(object);
      return scale ? [{ ...identityOf(object), ...scale }] : [];
    });
}

function isAtRest({
  replicas,
  suspend,
  finished,
  annotations = {},
}: RecordedScale): boolean {
  return (
    replicas === 0 ||
    (suspend === true && finished !== true) ||
    Object.keys(annotations).length > 0
  );
}

/**
 * Adds what a later archive saw to the record of the first. What is recorded stays: by now the cluster shows
 * zeros. What is new and at rest never ran, so that the render decides on it.
 */
export function mergeRecords(
  recorded: readonly RecordedScale[] | undefined,
  seen: readonly RecordedScale[],
): RecordedScale[] {
  if (recorded === undefined) return [...seen];
  const known = new Set(recorded.map(identityKey));
  const added = seen.filter(
    entry => !known.has(identityKey(entry)) && !isAtRest(entry),
  );
  return [...recorded, ...added];
}
