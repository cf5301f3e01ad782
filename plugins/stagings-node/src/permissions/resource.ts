import { createPermissionResourceRef } from '@backstage/plugin-permission-node';

/**
 * What permission rules see of a staging.
 * @public
 */
export interface StagingResource {
  id: string;
  entityRef: string;
  /** Refs that the component's `ownedBy` relations point to; empty when the component is gone. */
  owners: string[];
  createdBy: string;
  template: string;
  cluster: string;
}

/**
 * What a permission rule selects, for lists. Each form matches when any of its values does.
 * @public
 */
export type StagingSelector =
  | { ownedBy: string[] }
  | { createdBy: string[] }
  | { templates: string[] }
  | { clusters: string[] };

/**
 * The resource type `staging` of the plugin `stagings`.
 * @public
 */
export const stagingResourceRef = createPermissionResourceRef<
  StagingResource,
  StagingSelector
>().with({ pluginId: 'stagings', resourceType: 'staging' });
