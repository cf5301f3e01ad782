import { TemplateConfig } from '../../config/types';
import { TerminalError } from '../../model/errors';
import { RenderedObject } from '../../model/rendering';
import { StagingRecord } from '../../model/staging';
import { checkPolicy, claimedHosts } from '../../policy';
import { hostsOfOthers } from '../../store';
import { EngineContext } from '../context';

/**
 * Holds a normalised render against the rules that guard the cluster.
 * @throws TerminalError that tells the first violation, counts the others and carries all
 */
export async function requirePolicy(
  { db, config }: Pick<EngineContext, 'db' | 'config'>,
  objects: RenderedObject[],
  staging: StagingRecord,
  template: TemplateConfig,
): Promise<void> {
  const violations = checkPolicy(objects, {
    ...template,
    allowedClusterRoles: template.allowClusterRoles,
    staging: staging.name,
    host: staging.host,
    baseDomain: config.baseDomain,
    takenHosts: await hostsOfOthers(db, claimsOf(objects, staging), staging.id),
  });
  const [first, ...others] = violations.map(({ explanation }) => explanation);
  if (!first) return;
  const message =
    others.length === 0
      ? first.message
      : `${first.message} (and ${others.length} more violations)`;
  throw new TerminalError(
    { ...first, message },
    { problems: [first, ...others] },
  );
}

/** The hosts that the objects claim, without the staging's own. */
function claimsOf(
  objects: RenderedObject[],
  { host: own }: StagingRecord,
): string[] {
  const claimed = objects
    .flatMap(({ object }) => claimedHosts(object))
    .flatMap(({ host }) => (host === undefined || host === own ? [] : [host]));
  return [...new Set(claimed)];
}
