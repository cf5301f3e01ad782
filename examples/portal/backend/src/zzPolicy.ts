import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_STAGING,
  stagingCreatePermission,
  stagingReadPermission,
} from 'backstage-plugin-stagings-common';
import {
  createStagingConditionalDecision,
  stagingConditions,
} from 'backstage-plugin-stagings-node';

/** Everybody sees all stagings; only owners of the component create and change them. */
export class OwnersPolicy implements PermissionPolicy {
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const claims = user?.info.ownershipEntityRefs ?? [];
    if (isPermission(permission, stagingCreatePermission)) {
      return createCatalogConditionalDecision(
        permission,
        catalogConditions.isEntityOwner({ claims }),
      );
    }
    if (
      isResourcePermission(permission, RESOURCE_TYPE_STAGING) &&
      !isPermission(permission, stagingReadPermission)
    ) {
      return createStagingConditionalDecision(
        permission,
        stagingConditions.isEntityOwner({ claims }),
      );
    }
    return { result: AuthorizeResult.ALLOW };
  }
}
