import { ApplyResult, ClusterClient } from '../cluster/types';
import { describeObject, identityOf, KubeObject } from '../model/kubeObject';
import { applyStages } from '../plan';
import { applyObject } from './applyObject';
import { explainFailure } from './explain';
import { Workspace } from './Workspace';

/**
 * Applies objects in stages, each completely before the next. What the server answered before a failure is
 * handed to `onAnswers` as well.
 *
 * @throws what the first failing object of a stage threw
 */
export async function applyAll(
  workspace: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
  onAnswers: (answers: KubeObject[]) => void,
): Promise<void> {
  for (const stage of applyStages(objects)) {
    await workspace.fence();
    const results = await Promise.allSettled(
      stage.map(object => applyObject(workspace, client, object)),
    );
    const applied = results.flatMap(r =>
      r.status === 'fulfilled' ? [r.value] : [],
    );
    onAnswers(applied.map(result => result.object));
    await logStage(workspace, stage, results);
    const failed = results.find(result => result.status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}

async function logStage(
  workspace: Workspace,
  stage: KubeObject[],
  results: PromiseSettledResult<ApplyResult>[],
): Promise<void> {
  for (const [index, result] of results.entries()) {
    const object = stage[index];
    if (!object) continue;
    const name = describeObject(identityOf(object));
    if (result.status === 'rejected') {
      const { message } = explainFailure(result.reason).explanation;
      await workspace.log(`${name}: ${message}`, 'error');
      continue;
    }
    await workspace.log(
      `${result.value.created ? 'Created' : 'Applied'} ${name}`,
    );
    for (const warning of result.value.warnings) {
      await workspace.log(`${name}: ${warning}`, 'warning');
    }
  }
}
