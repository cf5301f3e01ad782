import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { TestCluster } from './cluster';
import { TestRegistry } from './registry';

/** What a service sends to act as the suite; anything will do, since the backend is the suite's own. */
export const TOKEN = 'e2e-suite-token';
/** A service with a valid token that the configuration does not list. */
export const STRANGER_TOKEN = 'e2e-stranger-token';

const root = resolve(__dirname, '../../../../..');
const templates = resolve(__dirname, '../templates');

function manifests(name: string, cluster = 'target') {
  return {
    name,
    title: name,
    cluster,
    manifests: { path: join(templates, name) },
    parameters: { type: 'object' },
  };
}

/** Templates that are broken in one way each, and one on a cluster that does not answer. */
const brokenTemplates = [
  manifests('not-yaml'),
  manifests('other-namespace'),
  manifests('cluster-scoped'),
  {
    name: 'broken-chart',
    title: 'broken-chart',
    cluster: 'target',
    helm: { chart: join(templates, 'broken-chart') },
    parameters: { type: 'object' },
  },
  { ...manifests('fine', 'unreachable'), name: 'on-unreachable' },
];

/** A chart with a migration before each version. */
const hooksChart = {
  name: 'hooks-chart',
  title: 'hooks-chart',
  cluster: 'target',
  helm: {
    chart: join(templates, 'hooks-chart'),
    values: {
      host: '${{ staging.host }}',
      version: '${{ parameters.version }}',
      migration: '${{ parameters.migration }}',
    },
  },
  parameters: {
    type: 'object',
    required: ['version', 'migration'],
    properties: {
      version: { type: 'string' },
      migration: { type: 'string' },
    },
  },
};

/** A template with objects whose parameters end up in fields that cannot be changed in place. */
const replaced = {
  ...manifests('replaced'),
  parameters: {
    type: 'object',
    required: ['version', 'service'],
    properties: { version: { type: 'string' }, service: { type: 'string' } },
  },
};

/** A chart whose values decide which objects there are. */
const previewChart = {
  name: 'preview-chart',
  title: 'preview-chart',
  cluster: 'target',
  helm: { chart: join(templates, 'preview-chart') },
  parameters: { type: 'object' },
};

/** A small template whose version is in its objects. */
const replicas = {
  ...manifests('replicas'),
  parameters: {
    type: 'object',
    required: ['version'],
    properties: { version: { type: 'string' } },
  },
};

/** A template with an object of every kind that an archive treats in a way of its own. */
const everyKind = {
  ...manifests('every-kind'),
  parameters: {
    type: 'object',
    required: ['version'],
    properties: { version: { type: 'string' } },
  },
};

/** A template whose image is in the suite's registry. */
function pushedImage({ host }: TestRegistry) {
  return {
    ...manifests('pushed-image'),
    parameters: {
      type: 'object',
      required: ['version'],
      properties: {
        image: { type: 'string', default: `${host}/stagings/shop` },
        version: { type: 'string' },
      },
    },
  };
}

interface DemoConfig {
  stagings: { templates: { name: string; cluster: string }[] };
}

/** The demo's own configuration, on another cluster, with templates that are broken in one way each. */
export function portalConfig(options: {
  folder: string;
  port: number;
  cluster: TestCluster;
  registry: TestRegistry;
  database?: Record<string, unknown>;
}) {
  const { folder, port, cluster, registry } = options;
  const demo = parse(
    readFileSync(join(root, 'app-config.yaml'), 'utf8'),
  ) as DemoConfig;
  return {
    ...demo,
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: options.database ?? {
        client: 'better-sqlite3',
        connection: { directory: join(folder, 'database') },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'e2e-suite' } },
          {
            type: 'static',
            options: { token: STRANGER_TOKEN, subject: 'e2e-stranger' },
          },
        ],
      },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            clusterConfig('target', cluster),
            clusterConfig('unreachable', {
              url: 'http://127.0.0.1:9',
              token: 'none',
            }),
          ],
        },
      ],
    },
    stagings: {
      ...demo.stagings,
      callers: [{ subject: 'e2e-suite' }],
      clusters: {
        target: { auth: { serviceAccountToken: cluster.token } },
        unreachable: { auth: { serviceAccountToken: 'none' } },
      },
      templates: [
        ...demo.stagings.templates.map(template => ({
          ...template,
          cluster: 'target',
        })),
        ...brokenTemplates,
        hooksChart,
        replaced,
        manifests('drifting'),
        replicas,
        previewChart,
        everyKind,
        pushedImage(registry),
      ],
      registries: [{ host: registry.host, insecure: true }],
      limits: { requestsPerMinute: 1_000_000 },
    },
  };
}

/** The configuration of a suite's portal. */
export type SuiteConfig = ReturnType<typeof portalConfig>;

function clusterConfig(
  name: string,
  { url, token, caData }: Pick<TestCluster, 'url' | 'token' | 'caData'>,
) {
  return {
    name,
    url,
    authProvider: 'serviceAccount',
    serviceAccountToken: token,
    ...(caData && { caData }),
  };
}
