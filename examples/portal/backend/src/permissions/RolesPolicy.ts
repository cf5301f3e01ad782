import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_STAGING,
  stagingArchivePermission,
  stagingCreatePermission,
  stagingReadPermission,
  stagingRestorePermission,
  stagingsAdminPermission,
} from 'backstage-plugin-stagings-common';
import {
  createStagingConditionalDecision,
  stagingConditions,
} from 'backstage-plugin-stagings-node';

const PLATFORM = 'group:default/platform';
const QA = 'group:default/qa';

/** What quality assurance may do with everybody's stagings. */
const qaPermissions: Permission[] = [
  stagingReadPermission,
  stagingArchivePermission,
  stagingRestorePermission,
];

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/**
 * Three roles: the platform team may do everything; quality assurance sees, archives and restores all stagings;
 * everybody else is an engineer, who may do everything with the stagings of the components that the engineer
 * or one of the engineer's groups owns. Whatever is not about stagings is for everybody who is signed in.
 */
export class RolesPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return deny;
    const claims = user.info.ownershipEntityRefs;
    if (claims.includes(PLATFORM)) return allow;
    if (isPermission(permission, stagingsAdminPermission)) return deny;
    if (isPermission(permission, stagingCreatePermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      );
    }
    if (!isResourcePermission(permission, RESOURCE_TYPE_STAGING)) return allow;
    const isForQa = qaPermissions.some(({ name }) => name === permission.name);
    if (claims.includes(QA) && isForQa) return allow;
    return createStagingConditionalDecision(
      permission,
      stagingConditions.isEntityOwner({ claims }),
    );
  }
}
