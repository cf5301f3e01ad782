import { JsonObject, JsonValue } from '@backstage/types';
import { RecordedScale } from '../model/inventory';
import { identityKey, identityOf, KubeObject } from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { freeCompute } from './freeCompute';
import { mergePatchBetween } from './mergePatchBetween';
import { toJson } from './toJson';

/** What to do to the cluster to bring an archived staging back, in this order. */
export interface RestorePlan {
  /**
   * Takes back what the archive set and the render does not state, under the archive's field manager: a
   * recorded count, a suspension, an annotation. Without it, the API server would make one replica of a count
   * that nobody states.
   */
  patches: Array<{ object: KubeObject; patch: JsonObject }>;
  /** To apply then, in the usual stages. */
  apply: KubeObject[];
  /** To apply last: autoscalers, once what they scale has its count. */
  applyLast: KubeObject[];
}

const AUTOSCALERS = ['autoscaling/HorizontalPodAutoscaler'];

/**
 * Turns a render into the steps of a restore. Jobs that had finished are not applied: they must not run
 * again.
 */
export function planRestore(
  objects: readonly KubeObject[],
  recorded: readonly RecordedScale[],
): RestorePlan {
  const records = new Map(recorded.map(entry => [identityKey(entry), entry]));
  const plan: RestorePlan = { patches: [], apply: [], applyLast: [] };
  for (const object of objects) {
    const record = records.get(identityKey(identityOf(object)));
    if (record?.finished) continue;
    const patch = record && takeBack(object, record);
    if (patch) plan.patches.push({ object, patch });
    const isAutoscaler = AUTOSCALERS.includes(kindKey(object));
    (isAutoscaler ? plan.applyLast : plan.apply).push(object);
  }
  return plan;
}

function takeBack(
  object: KubeObject,
  record: RecordedScale,
): JsonObject | undefined {
  const archived = freeCompute(object, record);
  if (archived.fate !== 'apply') return undefined;
  const reversal = mergePatchBetween(toJson(archived.object), toJson(object));
  const patch = reversal && removalsOf(reversal);
  if (!patch) return undefined;
  const { spec } = patch;
  return typeof spec === 'object' &&
    spec !== null &&
    !Array.isArray(spec) &&
    spec.replicas === null
    ? { ...patch, spec: { ...spec, replicas: record.replicas ?? null } }
    : patch;
}

/** The part of a merge patch that removes fields: what the render states, its apply brings back. */
function removalsOf(patch: JsonObject): JsonObject | undefined {
  const removals: [string, JsonValue][] = [];
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) removals.push([key, null]);
    else if (typeof value === 'object' && !Array.isArray(value)) {
      const nested = removalsOf(value);
      if (nested) removals.push([key, nested]);
    }
  }
  return removals.length > 0 ? Object.fromEntries(removals) : undefined;
}
