import { ClusterClient, ObjectRef } from '../cluster/types';
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
      if (live) refuseForeign(live, { context, staging });
    }),
  );
}

/** @throws TerminalError where an object in the cluster belongs to somebody else */
export function refuseForeign(
  live: KubeObject,
  { context, staging }: Pick<Workspace, 'context' | 'staging'>,
): void {
  if (isOurs(live, staging, context.installation)) return;
  const name = describeObject(identityOf(live));
  throw new TerminalError({
    reason: 'ObjectNotOurs',
    message: `${name} exists in the namespace ${staging.namespace} already, and does not belong to this staging`,
    evidence: { object: evidenceOf(live) },
    hint: {
      text: 'Rename the object in the template, or remove the existing one.',
      audience: 'platform',
    },
  });
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

function evidenceOf(object: KubeObject) {
  const { name, namespace } = object.metadata;
  return { kind: object.kind, name, ...(namespace && { namespace }) };
}
