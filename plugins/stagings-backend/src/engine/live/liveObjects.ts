import { ApiError } from '../../cluster/errors';
import { ClusterClient, ListOptions, ResourcePath } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import { apiVersionOf, KubeObject } from '../../model/kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../../model/labels';
import { StagingRecord } from '../../model/staging';

/** Kinds that the objects of an inventory make by themselves. */
const DEPENDENT_KINDS: ReadonlyArray<{ apiVersion: string; kind: string }> = [
  { apiVersion: 'v1', kind: 'Pod' },
  { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
];

const CRON_JOB = 'batch/CronJob';
const JOB = { apiVersion: 'batch/v1', kind: 'Job' };

/** Selects what this portal made for one staging. */
function stagingSelector(
  staging: Pick<StagingRecord, 'name'>,
  installation: string,
): string {
  return `${STAGING_LABEL}=${staging.name},${INSTALLATION_LABEL}=${installation}`;
}

/**
 * All objects of a staging that are in the cluster now: those of its inventory with what they made. A kind
 * that the cluster does not serve any more has no objects.
 */
export async function readLiveObjects(
  client: ClusterClient,
  staging: StagingRecord,
  installation: string,
  inventory: readonly InventoryEntry[],
): Promise<KubeObject[]> {
  return readObjects(client, staging, installation, inventory, [
    ...DEPENDENT_KINDS,
    ...(inventory.some(({ kind, group }) => `${group}/${kind}` === CRON_JOB)
      ? [JOB]
      : []),
  ]);
}

/** As {@link readLiveObjects}, without what the objects made. */
export async function readRecordedObjects(
  client: ClusterClient,
  staging: StagingRecord,
  installation: string,
  entries: readonly InventoryEntry[],
): Promise<KubeObject[]> {
  return readObjects(client, staging, installation, entries, []);
}

async function readObjects(
  client: ClusterClient,
  staging: StagingRecord,
  installation: string,
  entries: readonly InventoryEntry[],
  dependents: readonly { apiVersion: string; kind: string }[],
): Promise<KubeObject[]> {
  const listed = entries
    .filter(entry => !isReadByName(entry))
    .map(({ group, version, kind }) => ({
      apiVersion: apiVersionOf(group, version),
      kind,
    }));
  const kinds = new Map(
    [...dependents, ...listed].map(kind => [
      `${kind.apiVersion}/${kind.kind}`,
      kind,
    ]),
  );
  const labelSelector = stagingSelector(staging, installation);
  const lists = await Promise.all(
    [...kinds.values()].map(kind =>
      listKind(client, kind, {
        namespace: staging.namespace,
        labelSelector,
      }),
    ),
  );
  const byName = await Promise.all(
    entries.filter(isReadByName).map(entry => client.get(entry)),
  );
  return [...lists.flat(), ...byName.filter(object => object !== undefined)];
}

async function listKind(
  client: ClusterClient,
  { apiVersion, kind }: { apiVersion: string; kind: string },
  options: ListOptions,
): Promise<KubeObject[]> {
  const resource = await client.findResource(apiVersion, kind);
  if (!resource) return [];
  try {
    const items = await client.list(resource, options);
    return items.map(item => ({ ...item, apiVersion, kind }));
  } catch (error) {
    if (isVanishedKind(error)) return [];
    throw error;
  }
}

/** Discovery is remembered for a while: what it has may have been removed since. */
function isVanishedKind(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404 && !error.recovering;
}

/**
 * Cluster-scoped objects are in no namespace to list, and who may list Secrets may read those of everybody.
 */
function isReadByName({ group, kind, namespace }: InventoryEntry): boolean {
  return namespace === '' || (group === '' && kind === 'Secret');
}

const PODS: ResourcePath = { group: '', version: 'v1', plural: 'pods' };

/** All pods of a staging. */
export async function listPods(
  client: ClusterClient,
  staging: StagingRecord,
  installation: string,
): Promise<KubeObject[]> {
  const items = await client.list(PODS, {
    namespace: staging.namespace,
    labelSelector: stagingSelector(staging, installation),
  });
  return items.map(item => ({ ...item, apiVersion: 'v1', kind: 'Pod' }));
}

const EVENTS: ResourcePath = { group: '', version: 'v1', plural: 'events' };

/** The Kubernetes events of a staging's namespace. */
export function readEvents(
  client: ClusterClient,
  staging: Pick<StagingRecord, 'namespace'>,
): Promise<KubeObject[]> {
  return client.list(EVENTS, { namespace: staging.namespace });
}
