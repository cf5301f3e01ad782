import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { StagingAction } from './staging';

/**
 * Resource type of stagings in the permission framework.
 * @public
 */
export const RESOURCE_TYPE_STAGING = 'staging';

/**
 * To create stagings of a component; the catalog's rules decide on the component.
 * @public
 */
export const stagingCreatePermission = createPermission({
  name: 'stagings.staging.create',
  attributes: { action: 'create' },
  resourceType: 'catalog-entity',
});

/** @public */
export const stagingReadPermission = createPermission({
  name: 'stagings.staging.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/** @public */
export const stagingUpdatePermission = createPermission({
  name: 'stagings.staging.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/** @public */
export const stagingArchivePermission = createPermission({
  name: 'stagings.staging.archive',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/** @public */
export const stagingRestorePermission = createPermission({
  name: 'stagings.staging.restore',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/** @public */
export const stagingDeletePermission = createPermission({
  name: 'stagings.staging.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/** @public */
export const stagingLogsReadPermission = createPermission({
  name: 'stagings.staging.logs.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_STAGING,
});

/**
 * For platform teams: clusters, orphans, and records of stagings that cannot be removed.
 * @public
 */
export const stagingsAdminPermission = createPermission({
  name: 'stagings.admin',
  attributes: {},
});

/**
 * The permission that each action on a staging needs.
 * @public
 */
export const stagingActionPermissions = {
  update: stagingUpdatePermission,
  redeploy: stagingUpdatePermission,
  restart: stagingUpdatePermission,
  cancel: stagingUpdatePermission,
  archive: stagingArchivePermission,
  restore: stagingRestorePermission,
  delete: stagingDeletePermission,
  forget: stagingsAdminPermission,
  readLogs: stagingLogsReadPermission,
} as const satisfies Record<StagingAction, Permission>;

/**
 * All permissions of the plugin on the resource type `staging`.
 * @public
 */
export const stagingResourcePermissions = [
  stagingReadPermission,
  stagingUpdatePermission,
  stagingArchivePermission,
  stagingRestorePermission,
  stagingDeletePermission,
  stagingLogsReadPermission,
];
