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
  /** Entity refs of users and groups, lower case. */
  admins: string[];
  callers: CallerConfig[];
  limits: LimitsConfig;
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
  timeouts: { deploy: number };
}

/** Where the objects come from, by renderer. Paths are absolute. */
export type TemplateSource = HelmSource | KustomizeSource | ManifestsSource;

export interface HelmSource {
  renderer: 'helm';
  /** Folder of the chart. */
  chart: string;
  /** Values that go over the chart's own; may hold expressions. */
  values: JsonObject;
}

export interface KustomizeSource {
  renderer: 'kustomize';
  /** Folder of the kustomization that is built. */
  path: string;
  /** Folder that holds all that it refers to; nothing outside is read. */
  root: string;
}

export interface ManifestsSource {
  renderer: 'manifests';
  /** A YAML file, or a folder of them. */
  path: string;
}

/** A link as configured: the address is text with expressions. */
export interface LinkConfig {
  title: string;
  url: string;
}

export interface ClusterConfig {
  auth: ClusterAuth;
}

/** How the backend proves to a cluster who it is. */
export type ClusterAuth =
  | { type: 'token'; token: string }
  | { type: 'tokenFile'; path: string }
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
  'archive',
  'restore',
  'delete',
  'readLogs',
] as const;

export type CallerAction = (typeof callerActions)[number];

/** How many stagings there may be that are not deleted; absent is no limit. */
export interface LimitsConfig {
  perComponent?: number;
  perCluster?: number;
}

export interface EngineConfig {
  /** Stagings that one backend works on at a time. */
  workers: number;
}

/** Programs that are not to be looked for on PATH, as absolute paths. */
export interface ProgramsConfig {
  helm?: string;
  kubectl?: string;
}
