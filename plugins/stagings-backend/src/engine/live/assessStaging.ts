import { ClusterClient } from '../../cluster/types';
import { aggregate, assessInventory, StagingHealth } from '../../health';
import { InventoryEntry } from '../../model/inventory';
import { KubeObject } from '../../model/kubeObject';
import { healthPolicy } from './healthPolicy';
import { readEvents, readLiveObjects } from './liveObjects';
import { Workspace } from '../Workspace';

/**
 * Health of some objects of a staging, read from the cluster now. Events are asked for only where something
 * is left to explain.
 *
 * @param appliedAt - since when the cluster has known what is wanted, milliseconds since the epoch
 */
export async function assessStaging(
  { context, staging }: Workspace,
  client: ClusterClient,
  inventory: InventoryEntry[],
  appliedAt: number | undefined,
): Promise<StagingHealth> {
  const live = await readLiveObjects(
    client,
    staging,
    context.installation,
    inventory,
  );
  const look = (events: KubeObject[]) =>
    aggregate(
      assessInventory(inventory, live, {
        now: context.now(),
        appliedAt,
        events,
        policy: healthPolicy(context, staging.cluster),
      }),
    );
  const health = look([]);
  return health.health === 'healthy'
    ? health
    : look(await readEvents(client, staging));
}
