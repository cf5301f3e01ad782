import { ClusterClient } from '../../cluster/types';
import { TerminalError, WaitingError } from '../../model/errors';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { isUnowned } from '../../model/ownership';
import { isOurs, namespaceRef } from './ownership';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';

/** Where a staging's objects go: a namespace to be made, its own, or one that others made. */
export type NamespaceState = 'absent' | 'ours' | 'existing';

/** A namespace as it is found; an `adopted` one belongs to nobody, and may be used. */
export type FoundNamespace = NamespaceState | 'adopted';

/**
 * Looks whether the staging may use its namespace. One that exists already and belongs to nobody may be used
 * where the template allows that.
 *
 * @throws TerminalError where the namespace is somebody else's, or missing
 * @throws WaitingError where it is still being removed
 */
export async function findNamespace(
  workspace: Pick<Workspace, 'context' | 'staging'>,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
): Promise<FoundNamespace> {
  const { staging } = workspace;
  const live = await client.get(namespaceRef(staging.namespace));
  if (live?.metadata.deletionTimestamp) {
    throw new WaitingError({
      reason: 'NamespaceTerminating',
      message: `The namespace ${staging.namespace} of an earlier staging is still being removed`,
    });
  }
  if (!staging.ownsNamespace) {
    if (live) return 'existing';
    throw missing(workspace);
  }
  if (!live) return 'absent';
  if (isOwn(workspace, live, inventory)) return 'ours';
  if (templateOf(workspace)?.adopt !== 'unowned' || !isUnowned(live)) {
    throw taken(workspace);
  }
  return 'adopted';
}

/** Writes down whose the namespace is before anything is put into it: one that was adopted is never deleted. */
export async function settleNamespace(
  workspace: Workspace,
  found: FoundNamespace,
): Promise<NamespaceState> {
  if (found !== 'adopted') return found;
  await workspace.update(() => ({ ownsNamespace: false }));
  workspace.log(
    `Uses the namespace ${workspace.staging.namespace}, which existed before; it stays when the staging is deleted`,
    'warning',
  );
  return 'existing';
}

/** Somebody may have taken the labels off a namespace that was made here: its uid tells. */
function isOwn(
  { staging, context }: Pick<Workspace, 'context' | 'staging'>,
  live: KubeObject,
  inventory: readonly InventoryEntry[],
): boolean {
  return (
    isOurs(live, staging, context.installation) ||
    inventory.some(
      ({ kind, group, uid }) =>
        kind === 'Namespace' && group === '' && uid === live.metadata.uid,
    )
  );
}

function taken({ staging }: Pick<Workspace, 'staging'>): TerminalError {
  return new TerminalError({
    reason: 'NamespaceTaken',
    message: `The namespace ${staging.namespace} exists in the cluster ${staging.cluster} already, and does not belong to this staging`,
    hint: {
      text: 'Create the staging again under another name.',
      audience: 'engineer',
    },
  });
}

function missing({ staging }: Pick<Workspace, 'staging'>): TerminalError {
  return new TerminalError({
    reason: 'NamespaceMissing',
    message: `The namespace ${staging.namespace} does not exist in the cluster ${staging.cluster}`,
    hint: {
      text: 'Create it, or change the namespace of the template.',
      audience: 'platform',
    },
  });
}
