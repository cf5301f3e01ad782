import { FilterPredicate } from '@backstage/filter-predicates';
import { JsonObject } from '@backstage/types';

/** The whole `stagings:` section, checked, with every default filled in. Durations are milliseconds. */
export interface StagingsConfig {
  /** Hosts are `<name>.<baseDomain>`. Empty only where no template is configured. */
  baseDomain: string;
  templates: TemplateConfig[];
  /** By the cluster's name in the portal's `kubernetes:` section. */
  clusters: Record<string, ClusterConfig>;
  /** Where images are looked up before a deploy; others are not. */
  registries: RegistryConfig[];
  secrets: SecretsConfig;
  /** Entity refs of users and groups, lower case. */
  admins: string[];
  callers: CallerConfig[];
  limits: LimitsConfig;
  archive: ArchiveConfig;
  history: HistoryConfig;
  engine: EngineConfig;
  programs: ProgramsConfig;
}

/** One way to build a staging. */
export interface TemplateConfig {
  /** A DNS label, unique among the templates. */
  name: string;
  title: string;
  description?: string;
  /** Which entities it applies to; without one, every component. */
  entityFilter?: FilterPredicate;
  cluster: string;
  source: TemplateSource;
  /** JSON Schema of an object; its defaults may hold expressions. */
  parameters: JsonObject;
  links: LinkConfig[];
  /** Text with expressions: what people call the version. */
  version?: string;
  /** An existing namespace that all stagings of the template share. */
  namespace?: string;
  /** Whether objects that name another namespace move into the staging's. */
  rewriteNamespace?: boolean;
  /** Whether objects that exist already, and that no label gives to anybody, may be taken over. */
  adopt: AdoptPolicy;
  /** Cluster-scoped kinds that the template may bring, as `group/Kind`; the core group is empty, as in `/Kind`. */
  allowClusterScoped: string[];
  /** ClusterRoles that the template's bindings may give, by name. */
  allowClusterRoles: string[];
  /** Whether containers may have more rights on the node than usual ones. */
  allowPrivileged?: boolean;
  /** Whether pods may share the node's network, processes and ports. */
  allowHostNamespaces?: boolean;
  /** Whether pods may mount folders of the node. */
  allowHostPath?: boolean;
  /** Ways out of the cluster, and into it past the ingress, that Services may take. */
  allowServices?: ServiceWay[];
  /** Hosts besides the staging's own that it may be reached by: exact, `*.` before a domain, or `*`. */
  allowHosts?: string[];
  /** Whether Secrets may hold lasting tokens of service accounts. */
  allowServiceAccountTokens?: boolean;
  /** Whether roles may grant rights that lead to more rights. */
  allowRoleEscalation?: boolean;
  /** What namespaces that are made here are guarded by; the general settings are merged in. */
  isolation?: IsolationConfig;
  prune: PruneConfig;
  timeouts: { deploy: number };
}

/** What a Service may do besides being reached within the cluster. */
export type ServiceWay =
  | 'LoadBalancer'
  | 'NodePort'
  | 'ExternalName'
  | 'ExternalIPs';

/** What guards the namespaces that are made for stagings. What is absent is not made. */
export interface IsolationConfig {
  /** Without a level, the one that fits to what the template allows. */
  podSecurity?: { enforce?: PodSecurityLevel; warn?: PodSecurityLevel };
  /** Hard limits by resource, as in a ResourceQuota. */
  quota?: Record<string, string>;
  limits?: ContainerLimitsConfig;
  network?: NetworkConfig;
}

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** As in a LimitRange: quantities by resource. */
export interface ContainerLimitsConfig {
  default?: Record<string, string>;
  defaultRequest?: Record<string, string>;
  min?: Record<string, string>;
  max?: Record<string, string>;
}

/** Who may send to the pods of a staging, besides themselves. */
export interface NetworkConfig {
  /** Absent: all namespaces that are not those of stagings. */
  fromNamespaces?: string[];
  /** In CIDR notation. */
  fromAddresses: string[];
}

export type AdoptPolicy = 'never' | 'unowned';

/** What may be removed when a new render no longer has it. */
export interface PruneConfig {
  /** Largest part of a staging's objects, 0 to 1, that one deploy removes without confirmation. */
  maxShare: number;
  /** Kinds that are kept by default because they hold data or objects of others, as `group/Kind`, and are removed. */
  allow: string[];
}

/** Where the objects come from, by renderer. */
export type TemplateSource =
  | HelmSource
  | KustomizeSource
  | ManifestsSource
  | CustomSource;

/** A file or folder of a template. */
export type FileSource =
  /** `path` is absolute. */
  | { from: 'disk'; path: string }
  /** Read through the portal's integrations; `url` may hold expressions of `source`. */
  | { from: 'url'; url: string };

/** Where a chart is found; a version is exact or a range, and the newest release without one. */
export type ChartSource =
  /** `root` is the folder that holds the charts that it refers to by path; the one above it, where it is left out. */
  | { from: 'disk'; path: string; root?: string }
  /** `path` leads from what is read to the chart; empty or left out for that itself. */
  | { from: 'url'; url: string; path?: string }
  /** `reference` has no scheme, as in `registry.example.com/charts/web`. */
  | { from: 'registry'; reference: string; version?: string; digest?: string }
  /** `url` is that of the repository, without a slash at its end. */
  | { from: 'repository'; url: string; name: string; version?: string };

export interface HelmSource {
  renderer: 'helm';
  chart: ChartSource;
  /** May hold expressions; the name of the staging where it is left out. */
  releaseName?: string;
  /** Values that go over the chart's own; may hold expressions. */
  values: JsonObject;
  /** Addresses of the only repositories that charts which it depends on are pulled from; without them, of all. */
  repositories?: string[];
}

export interface KustomizeSource {
  renderer: 'kustomize';
  /** Folder that holds all that the kustomization refers to; nothing outside is read. */
  root: FileSource;
  /** Folder of the kustomization that is built, from the root; empty for the root itself. */
  path: string;
}

export interface ManifestsSource {
  renderer: 'manifests';
  /** YAML files and folders of them. */
  paths: FileSource[];
}

/** Made by a renderer that a backend module adds. */
export interface CustomSource {
  renderer: 'custom';
  /** Of the module's renderer. */
  name: string;
  /** What the renderer wants to know; may hold expressions. */
  config: JsonObject;
}

/** A link as configured: the address is text with expressions. */
export interface LinkConfig {
  title: string;
  url: string;
}

export interface ClusterConfig {
  /** Absent where a module gives access to the cluster. */
  auth?: ClusterAuth;
  /** Whether an Ingress is healthy only once it has an address. */
  requireIngressAddress?: boolean;
  /** How long a pod may be without a node before that is a problem. */
  schedulingWindow?: number;
  /** How many requests one backend has under way at a time, watches and logs aside. */
  maxInFlight?: number;
}

/** How the backend proves to a cluster who it is. */
export type ClusterAuth =
  | { type: 'token'; token: string }
  | { type: 'tokenFile'; path: string }
  /** A user of a kubeconfig: that of the context, or of the current one. */
  | { type: 'kubeconfig'; path: string; context?: string }
  | { type: 'inCluster' }
  | { type: 'portal' };

/** A container registry that may be asked whether it has an image. */
export interface RegistryConfig {
  /** As images name it: lower case, with the port where there is one, for example `docker.io`. */
  host: string;
  /** Without credentials it is asked as anybody. */
  credentials?: { username: string; password: string };
  /** Whether it is spoken to over plain http. */
  insecure: boolean;
}

/** What a service may do with its token. A list that is left out allows all of its sort. */
export interface CallerConfig {
  /** Full subject of the service principal, or its beginning and a `*`. */
  subject: string;
  /** Entity refs of components. */
  components?: string[];
  templates?: string[];
  actions?: CallerAction[];
}

/** Everything that can be allowed to a caller. */
export const callerActions = [
  'create',
  'read',
  'update',
  'redeploy',
  'restart',
  'cancel',
  'archive',
  'restore',
  'delete',
  'readLogs',
] as const;

export type CallerAction = (typeof callerActions)[number];

/** How many stagings may run; absent is no limit. Archived ones are not counted. */
export interface LimitsConfig {
  perComponent?: number;
  /** Of all components that one user or group owns in the catalog. */
  perOwner?: number;
  perTemplate?: number;
  perCluster?: number;
  /** Of one caller to one backend. */
  requestsPerMinute: number;
  /** How much of a pod's log an answer may carry, in MiB. */
  logSize: number;
}

export interface ArchiveConfig {
  /** How long archived stagings are kept; absent is for ever. */
  retention?: number;
}

export interface SecretsConfig {
  /** What values of secret parameters are sealed with: by the first; the others still open. */
  keys: string[];
}

export interface HistoryConfig {
  /** How long the record of a deleted staging is kept. */
  retention: number;
}

export interface EngineConfig {
  /** Stagings that one backend works on at a time. */
  workers: number;
}

/** What renderers run. */
export interface ProgramsConfig {
  /** Absolute path, where it is not to be looked for on PATH. */
  helm?: string;
  /** As for helm. */
  kubectl?: string;
  /** How much memory each run may have, in MiB. */
  memory?: number;
}
