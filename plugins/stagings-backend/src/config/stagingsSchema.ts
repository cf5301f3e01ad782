import { z } from 'zod';
import {
  count,
  duration,
  entityRef,
  filePath,
  list,
  section,
  text,
} from './fields';
import { isolationSection, mergeIsolation } from './isolationSchema';
import { registriesSchema } from './registriesSchema';
import { secretParameters } from '../template/secretParameters';
import { templateSchema } from './templateSchema';
import { callerActions, ClusterAuth, StagingsConfig } from './types';

const DEFAULT_WORKERS = 32;
/** Far more than people and pipelines need; what is above is a loop. */
const DEFAULT_REQUESTS_PER_MINUTE = 3_000;
const DEFAULT_LOG_SIZE_MIB = 16;
const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_RETENTION = 30 * DAY;

const AUTH_FORMS =
  'write { serviceAccountToken: ... }, { serviceAccountTokenFile: ... }, { kubeconfig: ... }, inCluster or portal';

const credentials = z.union([
  z
    .strictObject({ serviceAccountToken: z.string().trim().min(1) })
    .transform(
      (raw): ClusterAuth => ({ type: 'token', token: raw.serviceAccountToken }),
    ),
  z.strictObject({ serviceAccountTokenFile: filePath('') }).transform(
    (raw): ClusterAuth => ({
      type: 'tokenFile',
      path: raw.serviceAccountTokenFile,
    }),
  ),
  z
    .strictObject({
      kubeconfig: filePath(''),
      context: z.string().trim().min(1).optional(),
    })
    .transform(
      ({ kubeconfig, context }): ClusterAuth => ({
        type: 'kubeconfig',
        path: kubeconfig,
        ...(context && { context }),
      }),
    ),
]);

const auth = z.unknown().transform((value, context): ClusterAuth => {
  if (value === 'inCluster' || value === 'portal') return { type: value };
  const given = credentials.safeParse(value);
  if (given.success) return given.data;
  context.addIssue({ code: 'custom', message: authProblem(value) });
  return z.NEVER;
});

function authProblem(value: unknown): string {
  const empty =
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0;
  return empty
    ? `holds nothing; ${AUTH_FORMS}; if it names an environment variable, is that set?`
    : `is not known; ${AUTH_FORMS}`;
}

const baseDomain = text(
  'give the domain that the names of stagings go under, for example stagings.example.com',
)
  .toLowerCase()
  .regex(
    /^(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'must be a domain name such as stagings.example.com, without scheme, port or path',
  );

const caller = section({
  subject: text(
    'give the full subject of the service, for example external:ci',
  ).regex(
    /^[^*]+\*?$/,
    'must be a full subject, or its beginning and one * at the end',
  ),
  components: list(entityRef('component')).optional(),
  templates: list(text('name a template')).optional(),
  actions: list(
    z.enum(callerActions, `must be one of ${callerActions.join(', ')}`),
  ).optional(),
});

/** The whole `stagings:` section. */
export const stagingsSchema = section({
  baseDomain: baseDomain.optional(),
  templates: list(templateSchema).default([]),
  isolation: isolationSection.optional(),
  clusters: z
    .record(
      z.string(),
      section({
        auth: auth.optional(),
        requireIngressAddress: z.boolean('must be true or false').optional(),
        schedulingWindow: duration().optional(),
        maxInFlight: count(256).optional(),
      }),
      'must be a section with cluster names as keys',
    )
    .default({}),
  registries: registriesSchema,
  secrets: section({
    keys: list(
      text('give a key').min(
        32,
        'must have at least 32 characters; make one with: openssl rand -base64 32',
      ),
    ).default([]),
  }).default({ keys: [] }),
  admins: list(entityRef()).default([]),
  callers: list(caller).default([]),
  limits: section({
    perComponent: count(100_000).optional(),
    perOwner: count(100_000).optional(),
    perTemplate: count(100_000).optional(),
    perCluster: count(100_000).optional(),
    requestsPerMinute: count(1_000_000).default(DEFAULT_REQUESTS_PER_MINUTE),
    logSize: count(1_024).default(DEFAULT_LOG_SIZE_MIB),
  }).default({
    requestsPerMinute: DEFAULT_REQUESTS_PER_MINUTE,
    logSize: DEFAULT_LOG_SIZE_MIB,
  }),
  archive: section({
    retention: duration({ days: 3650 }).optional(),
  }).default({}),
  history: section({
    retention: duration({ days: 3650 }).default(DEFAULT_RETENTION),
  }).default({ retention: DEFAULT_RETENTION }),
  engine: section({ workers: count(64).default(DEFAULT_WORKERS) }).default({
    workers: DEFAULT_WORKERS,
  }),
  programs: section({
    helm: filePath('give the path of the helm program').optional(),
    kubectl: filePath('give the path of the kubectl program').optional(),
    memory: count(65_536).min(64, 'must be at least 64 MiB').optional(),
  }).default({}),
})
  .superRefine((config, context) => {
    if (config.templates.length > 0 && config.baseDomain === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['baseDomain'],
        message:
          'is required; give the domain that the names of stagings go under, for example stagings.example.com',
      });
    }
    config.templates.forEach((template, index) => {
      const first = config.templates.findIndex(
        other => other.name === template.name,
      );
      if (first === index) return;
      context.addIssue({
        code: 'custom',
        path: ['templates', index, 'name'],
        message: `"${template.name}" is the name of templates[${first}] too; give it a name of its own`,
      });
    });
  })
  .transform(({ isolation: general, ...raw }, context): StagingsConfig => {
    const secretive = raw.templates.find(
      ({ parameters }) => secretParameters(parameters).length > 0,
    );
    if (secretive && raw.secrets.keys.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['secrets', 'keys'],
        message: `is required, since the template ${secretive.name} has secret parameters; give a list with a key that seals them, from an environment variable; make one with: openssl rand -base64 32`,
      });
    }
    return {
      ...raw,
      baseDomain: raw.baseDomain ?? '',
      templates: raw.templates.map(({ isolation: own, ...template }) => {
        const isolation = template.namespace
          ? undefined
          : mergeIsolation(general, own);
        return { ...template, ...(isolation && { isolation }) };
      }),
    };
  });
