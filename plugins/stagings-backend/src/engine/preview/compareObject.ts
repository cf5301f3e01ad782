import { Explanation } from 'backstage-plugin-stagings-common';
import { isImmutableFieldError } from '../../cluster/classify';
import { ClusterClient } from '../../cluster/types';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { replacementOf } from '../../plan';
import { objectDiff, ObjectDiff, statedFields } from '../../plan/diff';
import { explainFailure } from '../failures/explain';
import { evidenceOf } from '../apply/ownership';
import { isExcused } from './excused';
import { ObjectOutlook } from './types';

/** An object of the render and what stands in its place now. */
export interface Pair {
  object: KubeObject;
  live?: KubeObject;
}

/** What the server makes of an object, and what it has against it. */
export interface Comparison extends ObjectOutlook {
  problem?: Explanation;
  /** The server's warnings, for example of a deprecated API. */
  warnings: string[];
}

/**
 * Lets the server say by a dry run what an apply of the object would give.
 *
 * @param made - objects of the same render that are not in the cluster yet
 * @throws ClusterUnreachableError, or the signal's reason
 */
export async function compareObject(
  client: ClusterClient,
  { object, live }: Pair,
  made: readonly KubeObject[],
  signal: AbortSignal,
): Promise<Comparison> {
  if (live?.metadata.deletionTimestamp) {
    const reason = 'the one before it is still being removed';
    return { object, action: 'create', reason, warnings: [] };
  }
  try {
    const options = { force: true, dryRun: true, signal };
    const { object: result, warnings } = await client.apply(object, options);
    const outlook = live
      ? changeOf(objectDiff(live, result))
      : ({ action: 'create' } as const);
    return { object, live, warnings, ...outlook };
  } catch (error) {
    signal.throwIfAborted();
    return {
      object,
      live,
      warnings: [],
      ...refused(error, object, live, made),
    };
  }
}

type Outlook = Pick<Comparison, 'action' | 'reason' | 'diff' | 'problem'>;

function changeOf(diff: ObjectDiff): Outlook {
  return diff.changed
    ? { action: 'change', ...(diff.diff && { diff: diff.diff }) }
    : { action: 'unchanged' };
}

function refused(
  error: unknown,
  object: KubeObject,
  live: KubeObject | undefined,
  made: readonly KubeObject[],
): Outlook {
  const change = live
    ? changeOf(objectDiff(statedFields(live, object), object))
    : ({ action: 'create' } as const);
  if (isExcused(error, made)) return change;
  if (live && isImmutableFieldError(error)) {
    const replacement = replacementOf(object);
    if (replacement.type !== 'never') {
      const { costs } = replacement;
      return { ...change, action: 'replace', ...(costs && { reason: costs }) };
    }
  }
  const { type, explanation } = explainFailure(error);
  if (type !== 'terminal') throw error;
  const problem = {
    ...explanation,
    evidence: { object: evidenceOf(object), ...explanation.evidence },
  };
  return {
    ...change,
    reason: `${describeObject(identityOf(object))} would be refused`,
    problem,
  };
}
