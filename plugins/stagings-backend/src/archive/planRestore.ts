import { JsonObject, JsonValue } from '@backstage/types';
import { RecordedScale } from '../model/inventory';
import {
  groupOf,
  identityKey,
  identityOf,
  KubeObject,
} from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { fieldAt, textAt } from '../model/read';
import { updateAt } from '../model/update';
import { canFreeCompute, freeCompute } from './freeCompute';
import { rankOf, replicasPath } from './kinds';
import { mergePatchBetween } from './mergePatchBetween';
import { toJson } from './toJson';

/** One part of a restore: first its patches, then its objects in the usual order. */
export interface RestoreStage {
  /**
   * Takes back what the archive set and the render does not state, under the archive's field manager: a
   * recorded count, a suspension, an annotation. Without it, the API server would make one replica of a count
   * that nobody states.
   */
  patches: Array<{ object: KubeObject; patch: JsonObject }>;
  apply: KubeObject[];
}

const LATE_GROUPS = ['admissionregistration.k8s.io', 'apiregistration.k8s.io'];

/** 0: databases, and all that runs nothing; 1: what runs; 2: what wakes others, and what needs them to answer. */
function stageOf(object: KubeObject): 0 | 1 | 2 {
  if (LATE_GROUPS.includes(groupOf(object.apiVersion))) return 2;
  if (!canFreeCompute(kindKey(object))) return 0;
  const rank = rankOf(object);
  if (rank === 'database') return 0;
  return rank === 'waker' ? 2 : 1;
}

/**
 * Turns a render into the stages of a restore, in the reverse order of the archive. Jobs that had finished
 * are not applied: they must not run again.
 */
export function planRestore(
  objects: readonly KubeObject[],
  recorded: readonly RecordedScale[],
): RestoreStage[] {
  const records = new Map(recorded.map(entry => [identityKey(entry), entry]));
  const scaled = scaledByOthers(objects);
  const stages: [RestoreStage, RestoreStage, RestoreStage] = [
    { patches: [], apply: [] },
    { patches: [], apply: [] },
    { patches: [], apply: [] },
  ];
  for (const object of objects) {
    const record = records.get(identityKey(identityOf(object)));
    if (record?.finished) continue;
    const stage = stages[stageOf(object)];
    const patch = record && takeBack(object, record);
    if (patch) stage.patches.push({ object, patch });
    stage.apply.push(
      record && scaled.has(targetKey(object))
        ? withRecordedCount(object, record)
        : object,
    );
  }
  return stages.filter(({ apply }) => apply.length > 0);
}

function targetKey({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}

const AUTOSCALERS = [
  'autoscaling/HorizontalPodAutoscaler',
  'keda.sh/ScaledObject',
];

/** What an autoscaler of the render scales; it decides on the count, whatever the render states. */
function scaledByOthers(objects: readonly KubeObject[]): Set<string> {
  return new Set(
    objects
      .filter(object => AUTOSCALERS.includes(kindKey(object)))
      .map(object => {
        const kind = textAt(object, 'spec', 'scaleTargetRef', 'kind');
        const name = textAt(object, 'spec', 'scaleTargetRef', 'name');
        return `${kind ?? 'Deployment'} ${name}`;
      }),
  );
}

function withRecordedCount(
  object: KubeObject,
  { replicas }: RecordedScale,
): KubeObject {
  const path = replicasPath(object);
  const states = path && fieldAt(object, ...path) !== undefined;
  return states && replicas !== undefined
    ? updateAt(object, path, () => replicas)
    : object;
}

/** The render with what the record knows besides. */
function withRecord(object: KubeObject, record: RecordedScale): KubeObject {
  const path = replicasPath(object);
  let whole = object;
  if (path && record.replicas !== undefined) {
    whole = updateAt(whole, path, stated => stated ?? record.replicas);
  }
  if (record.suspend) {
    whole = updateAt(whole, ['spec', 'suspend'], stated => stated ?? true);
  }
  if (record.annotations && Object.keys(record.annotations).length > 0) {
    whole = updateAt(whole, ['metadata', 'annotations'], () => ({
      ...record.annotations,
      ...object.metadata.annotations,
    }));
  }
  return whole;
}

function takeBack(
  object: KubeObject,
  record: RecordedScale,
): JsonObject | undefined {
  const rendered = withEmptyMaps(object);
  const archived = freeCompute(rendered, record);
  if (archived.fate !== 'apply') return undefined;
  const reversal = mergePatchBetween(
    toJson(archived.object),
    toJson(withRecord(rendered, record)),
  );
  return reversal && unstatedPart(reversal, toJson(rendered));
}

/** A patch must name each field that it removes: the maps around them hold those of others. */
function withEmptyMaps(object: KubeObject): KubeObject {
  const { annotations = {} } = object.metadata;
  return {
    ...object,
    metadata: { ...object.metadata, annotations },
    spec: object.spec ?? {},
  };
}

/** The part of a merge patch about fields that the render does not state: the others, its apply brings back. */
function unstatedPart(
  patch: JsonObject,
  rendered: JsonObject,
): JsonObject | undefined {
  const unstated: [string, JsonValue | undefined][] = [];
  for (const [key, value] of Object.entries(patch)) {
    const stated = rendered[key];
    if (stated === undefined) unstated.push([key, value]);
    else if (isObject(value) && isObject(stated)) {
      const nested = unstatedPart(value, stated);
      if (nested) unstated.push([key, nested]);
    }
  }
  return unstated.length > 0 ? Object.fromEntries(unstated) : undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
