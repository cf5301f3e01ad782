import { ApplyResult, ClusterClient, ObjectRef } from '../cluster/types';
import { TerminalError, WaitingError } from '../model/errors';
import { InventoryEntry } from '../model/inventory';
import {
  describeObject,
  identityKey,
  identityOf,
  KubeObject,
  versionOf,
} from '../model/kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../model/labels';
import { StagingRecord } from '../model/staging';
import { applyStages } from '../plan';
import { explainFailure } from './explain';
import { Workspace } from './Workspace';

/** Where an object is in the API. */
export function refOf(object: KubeObject): ObjectRef {
  return { ...identityOf(object), version: versionOf(object.apiVersion) };
}

/** Whether an object in the cluster was made for the staging by this portal. */
export function isOurs(
  live: KubeObject,
  staging: Pick<StagingRecord, 'name'>,
  installation: string,
): boolean {
  const labels = live.metadata.labels ?? {};
  return (
    labels[STAGING_LABEL] === staging.name &&
    labels[INSTALLATION_LABEL] === installation
  );
}

/**
 * Looks at everything that would be written for the first time, and refuses to touch what is not ours.
 *
 * @throws TerminalError naming the object that somebody else owns
 * @throws WaitingError where the namespace, or an object, is still being removed
 */
export async function requireOwnership(
  { context, staging }: Workspace,
  client: ClusterClient,
  objects: KubeObject[],
  inventory: InventoryEntry[],
): Promise<void> {
  const namespace = await client.get(namespaceRef(staging.namespace));
  requireNamespace(staging, namespace, context.installation);
  if (!namespace) return;
  const known = new Set(
    inventory.filter(entry => entry.uid !== undefined).map(identityKey),
  );
  const fresh = objects.filter(
    object =>
      object.kind !== 'Namespace' &&
      !known.has(identityKey(identityOf(object))),
  );
  await Promise.all(
    fresh.map(async object => {
      const live = await client.get(refOf(object));
      if (!live || isOurs(live, staging, context.installation)) return;
      throw new TerminalError({
        reason: 'ObjectNotOurs',
        message: `${describeObject(
          identityOf(object),
        )} exists in the namespace ${
          staging.namespace
        } already, and does not belong to this staging`,
        evidence: { object: evidenceOf(object) },
        hint: {
          text: 'Rename the object in the template, or remove the existing one.',
          audience: 'platform',
        },
      });
    }),
  );
}

/** A namespace by its name. */
export function namespaceRef(name: string): ObjectRef {
  return { group: '', version: 'v1', kind: 'Namespace', namespace: '', name };
}

function requireNamespace(
  staging: StagingRecord,
  live: KubeObject | undefined,
  installation: string,
): void {
  if (live?.metadata.deletionTimestamp) {
    throw new WaitingError({
      reason: 'NamespaceTerminating',
      message: `The namespace ${staging.namespace} of an earlier staging is still being removed`,
    });
  }
  if (staging.ownsNamespace && live && !isOurs(live, staging, installation)) {
    throw new TerminalError({
      reason: 'NamespaceTaken',
      message: `The namespace ${staging.namespace} exists in the cluster ${staging.cluster} already, and does not belong to this staging`,
      hint: {
        text: 'Create the staging again under another name.',
        audience: 'engineer',
      },
    });
  }
  if (!staging.ownsNamespace && !live) {
    throw new TerminalError({
      reason: 'NamespaceMissing',
      message: `The namespace ${staging.namespace} does not exist in the cluster ${staging.cluster}`,
      hint: {
        text: 'Create it, or change the namespace of the template.',
        audience: 'platform',
      },
    });
  }
}

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
      stage.map(object =>
        client.apply(object, { force: true, signal: workspace.signal }),
      ),
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

function evidenceOf(object: KubeObject) {
  const { name, namespace } = object.metadata;
  return { kind: object.kind, name, ...(namespace && { namespace }) };
}
