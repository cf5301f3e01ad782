import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  stagingCreatePermission,
  stagingResourcePermissions,
  stagingsAdminPermission,
} from 'backstage-plugin-stagings-common';
import {
  stagingResourceRef,
  stagingRules,
} from 'backstage-plugin-stagings-node';
import { Knex } from 'knex';
import { Ownership } from '../../service/entities';
import { getStagings } from '../../service/queries';
import { toResource } from './AccessControl';

/** Declares permissions, the resource type and its rules to the portal's permission framework. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  db: Knex,
  ownership: Ownership,
): void {
  registry.addPermissions([stagingCreatePermission, stagingsAdminPermission]);
  registry.addResourceType({
    resourceRef: stagingResourceRef,
    permissions: stagingResourcePermissions,
    rules: Object.values(stagingRules),
    getResources: async ids => {
      const stagings = await getStagings({ db }, ids);
      const owners = await ownership.ownersOf(stagings.map(s => s.entityRef));
      return ids.map(id => {
        const staging = stagings.find(candidate => candidate.id === id);
        return staging && toResource(staging, owners.get(staging.entityRef));
      });
    },
  });
}
