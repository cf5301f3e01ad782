import { StagingHealth } from '../../health';
import { readClusterSigns } from '../../store';
import { Workspace } from '../Workspace';

/** A cluster that is followed says so every 15 seconds. */
const FOLLOWED_WITHIN_MS = 30_000;

/**
 * What the watch shows of a staging that is still starting: then there is nothing to ask the cluster. Anything
 * else, and what is older than the order, is worth a look of one's own.
 *
 * @param since - when the order began, milliseconds since the epoch
 */
export async function watchedStart(
  { context, staging }: Workspace,
  since: number | undefined,
): Promise<StagingHealth | undefined> {
  const { health, healthExplanation, observedAt } = staging;
  if (health !== 'progressing' || since === undefined) return undefined;
  if (observedAt === undefined || observedAt < since) return undefined;
  const sign = (await readClusterSigns(context.db)).get(staging.cluster);
  const isFollowed =
    sign?.liveAt !== undefined &&
    sign.trouble === undefined &&
    context.now() - sign.liveAt < FOLLOWED_WITHIN_MS;
  return isFollowed ? { health, explanation: healthExplanation } : undefined;
}
