import {
  Operation,
  ResourceNode,
  Staging,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';

/** The component that all stagings here belong to. */
export const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-shop' },
};

/** A staging that runs well, with the differences that a test is about. */
export function staging(differences: Partial<Staging> = {}): Staging {
  const name = differences.name ?? 'shop-redesign-k3v7q';
  return {
    id: `id-${name}`,
    entityRef: 'component:default/shop',
    template: 'web',
    name,
    source: { branch: 'feature/redesign', commit: '3f9ab2c81d' },
    desired: 'running',
    revision: 1,
    version: '3f9ab2c',
    overrideCount: 0,
    cluster: 'staging',
    namespace: `stg-${name}`,
    host: `${name}.stagings.example.com`,
    links: [{ title: 'App', url: `https://${name}.stagings.example.com` }],
    status: { phase: 'running', health: 'healthy', deployedRevision: 1 },
    allowedActions: ['update', 'redeploy', 'archive', 'delete', 'readLogs'],
    createdBy: 'user:default/qa-user',
    createdAt: '2026-01-02T10:00:00Z',
    updatedAt: '2026-01-02T10:05:00Z',
    updatedBy: 'user:default/qa-user',
    parameters: { version: '3f9ab2c' },
    overrides: {},
    ...differences,
  };
}

/** A template with one parameter. */
export function template(
  differences: Partial<StagingTemplate> = {},
): StagingTemplate {
  return {
    name: 'web',
    title: 'Web service',
    description: 'The service with its database',
    renderer: 'helm',
    cluster: 'staging',
    baseDomain: 'stagings.example.com',
    parameters: {
      type: 'object',
      required: ['version'],
      properties: {
        version: { type: 'string', title: 'Image tag', default: 'main' },
      },
    },
    ...differences,
  };
}

/** An object of a staging. */
export function node(
  kind: string,
  name: string,
  differences: Partial<ResourceNode> = {},
): ResourceNode {
  return {
    group: '',
    version: 'v1',
    kind,
    name,
    health: 'healthy',
    children: [],
    ...differences,
  };
}

/** A deploy that succeeded. */
export function operation(differences: Partial<Operation> = {}): Operation {
  return {
    id: 'op-1',
    stagingId: 'id-shop-redesign-k3v7q',
    kind: 'deploy',
    revision: 1,
    state: 'succeeded',
    actor: 'user:default/qa-user',
    changes: [],
    createdAt: '2026-01-02T10:05:00Z',
    startedAt: '2026-01-02T10:05:01Z',
    endedAt: '2026-01-02T10:05:49Z',
    ...differences,
  };
}
