import pLimit from 'p-limit';
import { ApplyResult, ClusterClient } from '../../cluster/types';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { applyStages } from '../../plan';
import { applyObject } from './applyObject';
import { untilServed } from './definitions';
import { isOutOfHand, StageError } from '../failures/errors';
import { explainFailure } from '../failures/explain';
import { Workspace } from '../Workspace';

/** Of one stage; the cluster has other stagings, and each call listens for the end of the work. */
const AT_ONCE = 8;

/** What became of one object. */
type Outcome = { object: KubeObject } & (
  | { state: 'applied'; result: ApplyResult }
  | { state: 'failed'; error: unknown }
);

/**
 * Applies objects in stages, each completely before the next. A stage is finished even if an object of it
 * fails, but no stage comes after it. What the server answered before a failure is handed to `onAnswers` as
 * well.
 *
 * @returns whether that changed anything in the cluster
 * @throws what the only failing object of a stage threw, and StageError where several failed
 */
export async function applyAll(
  workspace: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
  onAnswers: (answers: KubeObject[]) => void,
): Promise<boolean> {
  const limit = pLimit(AT_ONCE);
  let unchanged = 0;
  for (const stage of applyStages(objects)) {
    await workspace.fence();
    const outcomes = await Promise.all(
      stage.map(object => limit(() => attempt(workspace, client, object))),
    );
    const results = outcomes.flatMap(outcome =>
      outcome.state === 'applied' ? [outcome.result] : [],
    );
    onAnswers(results.map(({ object }) => object));
    logOutcomes(workspace, outcomes);
    unchanged += results.filter(({ changed }) => !changed).length;
    requireSuccess(outcomes);
    await untilServed(
      workspace,
      client,
      results.map(({ object }) => object),
    );
  }
  if (unchanged > 0) {
    workspace.log(
      `Unchanged: ${unchanged} ${unchanged === 1 ? 'object' : 'objects'}`,
    );
  }
  return unchanged < objects.length;
}

async function attempt(
  workspace: Workspace,
  client: ClusterClient,
  object: KubeObject,
): Promise<Outcome> {
  try {
    const result = await applyObject(workspace, client, object);
    return { object, state: 'applied', result };
  } catch (error) {
    return { object, state: 'failed', error };
  }
}

function requireSuccess(outcomes: readonly Outcome[]): void {
  const errors = outcomes.flatMap(outcome =>
    outcome.state === 'failed' ? [outcome.error] : [],
  );
  if (errors.length === 0) return;
  const decided = errors.find(isOutOfHand);
  if (decided) throw decided;
  throw errors.length === 1 ? errors[0] : new StageError(errors);
}

function logOutcomes(workspace: Workspace, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    const name = describeObject(identityOf(outcome.object));
    if (outcome.state === 'failed') {
      const { message } = explainFailure(outcome.error).explanation;
      workspace.log(`${name}: ${message}`, 'error');
      continue;
    }
    const { created, changed, warnings } = outcome.result;
    if (changed) workspace.log(`${created ? 'Created' : 'Applied'} ${name}`);
    for (const warning of warnings) {
      workspace.log(`${name}: ${warning}`, 'warning');
    }
  }
}
