import { z } from 'zod';
import { list, section, text } from './fields';
import { isolationSection } from './isolationSchema';
import { PruneConfig, ServiceWay } from './types';

/** A deploy that takes more than half of a staging away is more often a mistake than a wish. */
const DEFAULT_MAX_SHARE = 0.5;

const DEFINITION = 'apiextensions.k8s.io/CustomResourceDefinition';
/** Kinds that a prune keeps unless the template allows it to remove them. */
const KEPT_KINDS = ['PersistentVolumeClaim', DEFINITION];

/** `group/Kind`, or the kind alone for the core group; answered with the group's part empty there. */
function kindName(example: string) {
  return text(`name a kind, for example ${example}`)
    .regex(
      /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Z][A-Za-z0-9]*$/,
      `must be a kind with its group, for example ${example}; only kinds of the core group stand alone`,
    )
    .transform(name => (name.includes('/') ? name : `/${name}`));
}

const clusterKind = kindName('rbac.authorization.k8s.io/ClusterRole').refine(
  name => name !== '/Namespace',
  'must not hold Namespace: a staging makes its own; see rewriteNamespace',
);

const prune = section({
  maxShare: z
    .number('must be a number from 0 to 1')
    .min(0, 'must be a number from 0 to 1')
    .max(1, 'must be a number from 0 to 1')
    .default(DEFAULT_MAX_SHARE),
  allow: list(
    z
      .enum(KEPT_KINDS, `must be one of ${KEPT_KINDS.join(', ')}`)
      .transform(name => (name.includes('/') ? name : `/${name}`)),
  ).default([]),
});

const SERVICE_WAYS = [
  'LoadBalancer',
  'NodePort',
  'ExternalName',
  'ExternalIPs',
] as const satisfies readonly ServiceWay[];

const hostPattern = text('give a host, for example api.example.com')
  .toLowerCase()
  .regex(
    /^(\*|(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)$/,
    'must be a host such as api.example.com, *.example.com for all below a domain, or * for all',
  );

/** The keys of a template that say which objects it may bring, take over and take away. */
export const objectSections = {
  adopt: z
    .enum(['never', 'unowned'], 'must be never or unowned')
    .default('never'),
  allowClusterScoped: list(clusterKind).default([]),
  allowClusterRoles: list(text('name a ClusterRole')).default([]),
  allowPrivileged: z.boolean('must be true or false').default(false),
  allowHostNamespaces: z.boolean('must be true or false').default(false),
  allowHostPath: z.boolean('must be true or false').default(false),
  allowServices: list(
    z.enum(SERVICE_WAYS, `must be one of ${SERVICE_WAYS.join(', ')}`),
  ).optional(),
  allowHosts: list(hostPattern).optional(),
  allowServiceAccountTokens: z.boolean('must be true or false').optional(),
  allowRoleEscalation: z.boolean('must be true or false').optional(),
  isolation: isolationSection.optional(),
  prune: prune.default({
    maxShare: DEFAULT_MAX_SHARE,
    allow: [],
  } satisfies PruneConfig),
};
