/** A kind of object that the practice cluster serves. */
export type ResourceKind = {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Whether `metadata.generation` counts changes of the spec. */
  readonly generation: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
};

/** A part of an object with a path of its own. */
export type Subresource = 'status' | 'scale' | 'log';

type Row = {
  kind: string;
  plural?: string;
  cluster?: true;
  generation?: true;
  short?: string;
  all?: true;
  subs?: readonly Subresource[];
};

const status = ['status'] as const;
const scaled = ['scale', 'status'] as const;

const core: Row[] = [
  { kind: 'ConfigMap', short: 'cm' },
  { kind: 'Endpoints', plural: 'endpoints', short: 'ep' },
  { kind: 'Event', short: 'ev' },
  { kind: 'LimitRange', short: 'limits' },
  { kind: 'Namespace', cluster: true, short: 'ns', subs: status },
  { kind: 'Node', cluster: true, short: 'no', subs: status },
  { kind: 'PersistentVolumeClaim', short: 'pvc', subs: status },
  { kind: 'PersistentVolume', cluster: true, short: 'pv', subs: status },
  {
    kind: 'Pod',
    short: 'po',
    all: true,
    generation: true,
    subs: ['log', 'status'],
  },
  { kind: 'PodTemplate' },
  {
    kind: 'ReplicationController',
    short: 'rc',
    all: true,
    generation: true,
    subs: scaled,
  },
  { kind: 'ResourceQuota', short: 'quota', subs: status },
  { kind: 'Secret' },
  { kind: 'ServiceAccount', short: 'sa' },
  { kind: 'Service', short: 'svc', all: true, subs: status },
];

const groups: { group: string; version: string; rows: Row[] }[] = [
  { group: '', version: 'v1', rows: core },
  {
    group: 'apps',
    version: 'v1',
    rows: [
      { kind: 'ControllerRevision' },
      {
        kind: 'DaemonSet',
        short: 'ds',
        all: true,
        generation: true,
        subs: status,
      },
      {
        kind: 'Deployment',
        short: 'deploy',
        all: true,
        generation: true,
        subs: scaled,
      },
      {
        kind: 'ReplicaSet',
        short: 'rs',
        all: true,
        generation: true,
        subs: scaled,
      },
      {
        kind: 'StatefulSet',
        short: 'sts',
        all: true,
        generation: true,
        subs: scaled,
      },
    ],
  },
  {
    group: 'autoscaling',
    version: 'v2',
    rows: [
      {
        kind: 'HorizontalPodAutoscaler',
        short: 'hpa',
        all: true,
        subs: status,
      },
    ],
  },
  {
    group: 'batch',
    version: 'v1',
    rows: [
      {
        kind: 'CronJob',
        short: 'cj',
        all: true,
        generation: true,
        subs: status,
      },
      { kind: 'Job', all: true, generation: true, subs: status },
    ],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'IngressClass',
        plural: 'ingressclasses',
        cluster: true,
        generation: true,
      },
      {
        kind: 'Ingress',
        plural: 'ingresses',
        short: 'ing',
        generation: true,
        subs: status,
      },
      {
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
        short: 'netpol',
        generation: true,
      },
    ],
  },
  {
    group: 'policy',
    version: 'v1',
    rows: [
      {
        kind: 'PodDisruptionBudget',
        short: 'pdb',
        generation: true,
        subs: status,
      },
    ],
  },
  {
    group: 'rbac.authorization.k8s.io',
    version: 'v1',
    rows: [
      { kind: 'ClusterRoleBinding', cluster: true },
      { kind: 'ClusterRole', cluster: true },
      { kind: 'RoleBinding' },
      { kind: 'Role' },
    ],
  },
  {
    group: 'storage.k8s.io',
    version: 'v1',
    rows: [
      {
        kind: 'StorageClass',
        plural: 'storageclasses',
        cluster: true,
        short: 'sc',
      },
    ],
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1',
    rows: [{ kind: 'EndpointSlice', generation: true }],
  },
  { group: 'coordination.k8s.io', version: 'v1', rows: [{ kind: 'Lease' }] },
  {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    rows: [{ kind: 'CustomResourceDefinition', cluster: true, short: 'crd' }],
  },
];

/** Every kind, group by group, in the order of discovery. */
export const kinds: readonly ResourceKind[] = groups.flatMap(
  ({ group, version, rows }) =>
    rows.map(row => ({
      group,
      version,
      plural: row.plural ?? `${row.kind.toLowerCase()}s`,
      singular: row.kind.toLowerCase(),
      kind: row.kind,
      namespaced: !row.cluster,
      generation: row.generation ?? false,
      shortNames: row.short ? [row.short] : [],
      categories: row.all ? ['all'] : [],
      subresources: row.subs ?? [],
    })),
);

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(
  kind: Pick<ResourceKind, 'group' | 'version'>,
): string {
  return kind.group ? `${kind.group}/${kind.version}` : kind.version;
}

/** `deployments.apps`, or `pods` for the core group: unique among kinds. */
export function resourceName(
  kind: Pick<ResourceKind, 'group' | 'plural'>,
): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

const byPath = new Map(
  kinds.map(kind => [`${apiVersionOf(kind)}/${kind.plural}`, kind]),
);
const byKind = new Map(
  kinds.map(kind => [`${apiVersionOf(kind)}/${kind.kind}`, kind]),
);

/** The kind behind a path such as (`apps/v1`, `deployments`). */
export function kindByPath(
  apiVersion: string,
  plural: string,
): ResourceKind | undefined {
  return byPath.get(`${apiVersion}/${plural}`);
}

/** The kind of a manifest such as (`apps/v1`, `Deployment`). */
export function kindByName(
  apiVersion: string,
  kind: string,
): ResourceKind | undefined {
  return byKind.get(`${apiVersion}/${kind}`);
}

/** Every group version served, such as `apps/v1`. */
export const groupVersions: readonly string[] = [
  ...new Set(kinds.map(apiVersionOf)),
];

function known(apiVersion: string, name: string): ResourceKind {
  const kind = kindByName(apiVersion, name);
  if (!kind)
    throw new Error(`${apiVersion} ${name} is not in the table of kinds`);
  return kind;
}

/** The kinds that controllers work with. */
export const K = {
  configMap: known('v1', 'ConfigMap'),
  event: known('v1', 'Event'),
  namespace: known('v1', 'Namespace'),
  node: known('v1', 'Node'),
  claim: known('v1', 'PersistentVolumeClaim'),
  volume: known('v1', 'PersistentVolume'),
  pod: known('v1', 'Pod'),
  service: known('v1', 'Service'),
  serviceAccount: known('v1', 'ServiceAccount'),
  endpoints: known('v1', 'Endpoints'),
  replicationController: known('v1', 'ReplicationController'),
  controllerRevision: known('apps/v1', 'ControllerRevision'),
  daemonSet: known('apps/v1', 'DaemonSet'),
  deployment: known('apps/v1', 'Deployment'),
  replicaSet: known('apps/v1', 'ReplicaSet'),
  statefulSet: known('apps/v1', 'StatefulSet'),
  autoscaler: known('autoscaling/v2', 'HorizontalPodAutoscaler'),
  cronJob: known('batch/v1', 'CronJob'),
  job: known('batch/v1', 'Job'),
  ingress: known('networking.k8s.io/v1', 'Ingress'),
  ingressClass: known('networking.k8s.io/v1', 'IngressClass'),
  disruptionBudget: known('policy/v1', 'PodDisruptionBudget'),
  storageClass: known('storage.k8s.io/v1', 'StorageClass'),
  endpointSlice: known('discovery.k8s.io/v1', 'EndpointSlice'),
  customResourceDefinition: known(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
  ),
} as const;
