import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { StagingSelector } from 'backstage-plugin-stagings-node';
import { AccessFilter } from '../../model/access';

/**
 * Turns a policy's conditions into a filter that the database understands. Ownership is looked up first,
 * since rules cannot ask the catalog.
 */
export async function toAccessFilter(
  criteria: PermissionCriteria<StagingSelector>,
  ownedBy: (claims: string[]) => Promise<string[]>,
): Promise<AccessFilter> {
  const all = (members: PermissionCriteria<StagingSelector>[]) =>
    Promise.all(members.map(member => toAccessFilter(member, ownedBy)));
  if (isAndCriteria(criteria)) return { allOf: await all(criteria.allOf) };
  if (isOrCriteria(criteria)) return { anyOf: await all(criteria.anyOf) };
  if (isNotCriteria(criteria)) {
    return { not: await toAccessFilter(criteria.not, ownedBy) };
  }
  return 'ownedBy' in criteria
    ? { entityRefs: await ownedBy(criteria.ownedBy) }
    : criteria;
}
