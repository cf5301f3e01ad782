import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { stagingResourceRef } from './resource';

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: "Allow those who own the staging's component",
  resourceRef: stagingResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of the user and of the groups it belongs to'),
  }),
  apply: ({ owners }, { claims }) => owners.some(o => claims.includes(o)),
  toQuery: ({ claims }) => ({ ownedBy: claims }),
});

const isCreator = createPermissionRule({
  name: 'IS_CREATOR',
  description: 'Allow those who created the staging',
  resourceRef: stagingResourceRef,
  paramsSchema: z.object({
    users: z.array(z.string()).describe('Entity refs of users'),
  }),
  apply: ({ createdBy }, { users }) => users.includes(createdBy),
  toQuery: ({ users }) => ({ createdBy: users }),
});

const hasTemplate = createPermissionRule({
  name: 'HAS_TEMPLATE',
  description: 'Allow stagings of certain templates',
  resourceRef: stagingResourceRef,
  paramsSchema: z.object({
    templates: z.array(z.string()).describe('Names of templates'),
  }),
  apply: ({ template }, { templates }) => templates.includes(template),
  toQuery: ({ templates }) => ({ templates }),
});

const hasCluster = createPermissionRule({
  name: 'HAS_CLUSTER',
  description: 'Allow stagings in certain clusters',
  resourceRef: stagingResourceRef,
  paramsSchema: z.object({
    clusters: z.array(z.string()).describe('Names of clusters'),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: ({ clusters }) => ({ clusters }),
});

/**
 * The rules on stagings that the backend registers.
 * @public
 */
export const stagingRules = {
  isEntityOwner,
  isCreator,
  hasTemplate,
  hasCluster,
};
