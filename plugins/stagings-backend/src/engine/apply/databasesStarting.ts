import { Explanation } from 'backstage-plugin-stagings-common';
import { isDatabase } from '../../archive';
import { ClusterClient } from '../../cluster/types';
import { MISSING } from '../../health';
import { InventoryEntry } from '../../model/inventory';
import { assessStaging } from '../live/assessStaging';
import { templateOf } from '../rendering/templateOf';
import { Workspace } from '../Workspace';

/** The part of a restore's time that what needs a database waits for it. */
const SHARE = 0.5;
/** A database with a problem may itself wait for something that comes after it. */
const TROUBLED_MS = 60_000;

/** One that is not there is applied next, not waited for. */
const ABSENT = ['NotSeenYet', MISSING];

/** What a restore waits for, or why it goes on without; neither where all databases are healthy. */
export type DatabaseWait =
  | { state: 'ready' }
  | { state: 'waiting'; explanation: Explanation }
  | { state: 'givenUp'; message: string };

/**
 * Whether the databases of a restore are still starting. What comes after them would only fail, and be restarted,
 * while they do. But it is an order, no condition: where one does not become healthy in time, all else is
 * brought back too, and the deploy tells what is wrong.
 *
 * @param since - when the restore began to apply, milliseconds since the epoch: the same for every worker
 */
export async function databasesStarting(
  workspace: Workspace,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
  since: number,
): Promise<DatabaseWait> {
  const { staging, context } = workspace;
  const databases = inventory.filter(
    entry =>
      isDatabase(entry) && entry.revision === staging.revision && !entry.hook,
  );
  if (databases.length === 0) return { state: 'ready' };
  const { health, explanation } = await assessStaging(
    workspace,
    client,
    databases,
    since,
  );
  const isReady = health === 'healthy' || health === 'suspended';
  const isAbsent = ABSENT.includes(explanation?.reason ?? '');
  if (isReady || isAbsent) return { state: 'ready' };
  const problem = explanation?.message ?? 'the databases are not healthy';
  const limit = (templateOf(workspace)?.timeouts.deploy ?? 0) * SHARE;
  const waited = context.now() - since;
  const isOver =
    waited > limit || (health === 'degraded' && waited > TROUBLED_MS);
  return isOver
    ? {
        state: 'givenUp',
        message: `Starting everything else, since the databases are not healthy after ${Math.round(
          waited / 1000,
        )} seconds: ${problem}`,
      }
    : {
        state: 'waiting',
        explanation: {
          reason: 'DatabasesStarting',
          message: `Databases come first: ${problem}`,
        },
      };
}
