import { HumanDuration } from '@backstage/types';

type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

interface Quantities {
  [resource: string]: string | number;
}

interface Isolation {
  /**
   * Levels of the Pod Security Standards, as labels of the namespace: what the cluster refuses, and what it warns
   * of when something is applied. Default: `baseline`, or `privileged` where the template allows privileges, the
   * node's namespaces or its folders; it warns of what it refuses.
   */
  podSecurity?: { enforce?: PodSecurityLevel; warn?: PodSecurityLevel };
  /**
   * Hard limits of a ResourceQuota. With one on cpu or memory, pods need requests or limits: give `limits` too.
   * Default: none.
   *
   * Example: `{ pods: 30, requests.cpu: 4, requests.memory: 8Gi }`
   */
  quota?: Quantities | 'none';
  /**
   * What containers get that ask for nothing, and how much they may ask for, as in a LimitRange. Default: none.
   *
   * Example: `{ defaultRequest: { cpu: 50m, memory: 128Mi }, default: { memory: 512Mi } }`
   */
  limits?:
    | {
        default?: Quantities;
        defaultRequest?: Quantities;
        min?: Quantities;
        max?: Quantities;
      }
    | 'none';
  /**
   * Makes a NetworkPolicy: pods get traffic from their own namespace and from what is named here. Default: none,
   * everything gets through.
   */
  network?:
    | {
        /**
         * Names of namespaces, such as that of the ingress controller. Default: all but those of other stagings.
         */
        fromNamespaces?: string[];
        /**
         * Ranges of addresses, such as those of nodes or of a load balancer that sends to pods directly. Default:
         * none.
         */
        fromAddresses?: string[];
      }
    | 'none';
}

interface HelmSource {
  /**
   * Where the chart is: a folder or an archive (a relative path is taken from the working directory of the
   * backend, or from the `root` where that is an address), `oci://host/path` in a registry, the name of a
   * chart of `repo`, or an address of a folder or archive that the portal's integrations read. Credentials
   * of registries and repositories stand in `stagings.registries`.
   *
   * Example: `oci://registry.example.com/charts/web`
   */
  chart: string;
  /**
   * Folder that holds the charts that the chart refers to by `file://`; what lies outside is refused.
   * Default: the folder above the chart; of an address, the folder itself. Also an address that the
   * portal's integrations read.
   */
  root?: string;
  /**
   * The only repositories from which charts are pulled that the chart depends on and does not bring in
   * `charts/`, as its `Chart.yaml` names them. Default: all that it names; none where the address of the
   * chart holds the branch, since whoever can push would choose where the backend goes, and with which
   * credentials of `stagings.registries`.
   *
   * Example: `['https://charts.example.com', 'oci://registry.example.com/charts']`
   */
  repositories?: string[];
  /**
   * Address of a chart repository.
   *
   * Example: `https://charts.example.com`
   */
  repo?: string;
  /**
   * Version of a chart of a registry or repository, or a range such as `^1.2.0`; for a registry also a digest,
   * `@sha256:...`. Default: the newest release.
   */
  version?: string;
  /**
   * Name of the release, which charts put in front of the names of their objects; may hold expressions. A
   * short one leaves room for what charts append. Default: the name of the staging.
   *
   * Example: `shop`
   */
  releaseName?: string;
  /**
   * Values that go over the chart's own, with expressions. Default: none.
   *
   * Example: `{ ingress: { host: '${{ staging.host }}' } }`
   */
  values?: object;
}

interface KustomizeSource {
  /**
   * Folder with the `kustomization.yaml`. A relative path is taken from the working directory of the
   * backend, or from the `root` where that is an address. Also an address that the portal's integrations
   * read.
   */
  path: string;
  /**
   * Folder that holds everything that the kustomization refers to; what lies outside is refused.
   * Default: two folders above the path, as for `overlays/<name>` beside `base`; of an address, the folder
   * itself. Also an address that the portal's integrations read.
   */
  root?: string;
}

interface ManifestsSource {
  /**
   * A YAML file, or a folder whose `*.yaml` and `*.yml` files are taken, also of folders below it, or a
   * list of such. A relative path is taken from the working directory of the backend; an address is read
   * through the portal's integrations. An object whose annotation `stagings.backstage.io/when` evaluates
   * to false is left out.
   */
  path: string | string[];
}

interface CustomSource {
  /**
   * Name of the renderer.
   */
  renderer: string;
  /**
   * What the renderer wants to know, with expressions. Default: none.
   *
   * Example: `{ module: './deploy', tag: '${{ parameters.version }}' }`
   */
  config?: object;
}

interface Template {
  /**
   * Unique name in lower-case letters, digits and dashes. Stagings keep it, so never rename it.
   */
  name: string;
  /**
   * The name that people see. Default: the name.
   */
  title?: string;
  /**
   * What the template builds, in a sentence.
   */
  description?: string;
  /**
   * Filter predicate for the components that the template applies to. Default: all components.
   *
   * Example: `{ kind: component, spec.type: { $in: [service, website] } }`
   */
  entityFilter?: object;
  /**
   * Name of the cluster, as in the portal's `kubernetes:` section.
   */
  cluster: string;
  /**
   * Builds the staging from a Helm chart. Exactly one of `helm`, `kustomize`, `manifests` and
   * `custom` is needed.
   * The backend needs the program helm: 3.20.2 or later of version 3, 4.1.4 or later of version 4.
   */
  helm?: HelmSource;
  /**
   * Builds the staging from a kustomization, such as an overlay. The backend needs the program kubectl, 1.27
   * or later. Remote bases, plugins that run programs and charts within a kustomization are refused.
   */
  kustomize?: KustomizeSource;
  /**
   * Builds the staging from plain YAML files.
   */
  manifests?: ManifestsSource;
  /**
   * Lets the addresses of `helm.chart`, `kustomize` and `manifests` hold `${{ source.branch }}` and
   * `${{ source.commit }}`, so that every branch brings its own files. Default: false.
   */
  allowBranchSource?: boolean;
  /**
   * Builds the staging by a renderer that a module of the backend adds.
   */
  custom?: CustomSource;
  /**
   * JSON Schema (draft-07) of an object: what people fill in. A default may be an expression, for example
   * `${{ source.shortCommit }}`. Properties of type string with `writeOnly: true` or `format: password` are
   * secrets: they are kept sealed, see `stagings.secrets`, and never shown. Default: no parameters.
   */
  parameters?: object;
  /**
   * Links that a staging shows. Default: none.
   */
  links?: Array<{
    /**
     * Text of the link.
     */
    title: string;
    /**
     * Address with expressions; it must come out as http or https.
     *
     * Example: `https://${{ staging.host }}`
     */
    url: string;
  }>;
  /**
   * Expression for what people call the version of a staging. Default: `${{ parameters.version }}`, if
   * there is a parameter of that name.
   */
  version?: string;
  /**
   * An existing namespace that all stagings of the template share. It is never made or removed. Default:
   * each staging has a namespace of its own.
   */
  namespace?: string;
  /**
   * Moves objects that name another namespace into the staging's, with what they say of each other, and
   * leaves out the Namespaces that the template brings. Default: false, they are refused.
   */
  rewriteNamespace?: boolean;
  /**
   * Whether a namespace and objects that exist already, and that no label gives to any staging, may be
   * taken over. The staging never deletes them. Default: never, they are refused.
   */
  adopt?: 'never' | 'unowned';
  /**
   * Kinds that belong to the whole cluster and that the template may bring, with their group; only kinds
   * of the core group stand alone. Default: none.
   *
   * Example: `['rbac.authorization.k8s.io/ClusterRole']`
   */
  allowClusterScoped?: string[];
  /**
   * Names of ClusterRoles that the template's bindings may give, besides those that it brings itself.
   * Default: none.
   */
  allowClusterRoles?: string[];
  /**
   * Lets containers of the template run privileged, with capabilities that lead out of them, without seccomp,
   * AppArmor or the mask of /proc, or with unsafe kernel settings. Default: false.
   */
  allowPrivileged?: boolean;
  /**
   * Lets pods of the template take the network, the processes or a port of their node, or have it probe other
   * hosts. Default: false.
   */
  allowHostNamespaces?: boolean;
  /**
   * Lets pods of the template mount folders of their node. Default: false.
   */
  allowHostPath?: boolean;
  /**
   * What Services of the template may do besides being reached within the cluster: take an address or ports
   * of the nodes, stand for another host, or take traffic for addresses. Default: none of it.
   */
  allowServices?: Array<
    'LoadBalancer' | 'NodePort' | 'ExternalName' | 'ExternalIPs'
  >;
  /**
   * Hosts that Ingresses and routes of the template may claim besides the staging's own: exact, `*.` before a
   * domain, or `*` for all. The staging's own are `<name>.<baseDomain>`, what is below it, and
   * `<anything>-<name>.<baseDomain>` and `<name>-<anything>.<baseDomain>` unless another staging has that name.
   * Default: none.
   *
   * Example: `['*.preview.example.com']`
   */
  allowHosts?: string[];
  /**
   * Lets Secrets of the template hold tokens of service accounts, which never end. Default: false.
   */
  allowServiceAccountTokens?: boolean;
  /**
   * Lets roles of the template grant rights that lead to more rights: `escalate`, `bind`, `impersonate` and the
   * making of tokens. The portal's account needs them too. Default: false.
   */
  allowRoleEscalation?: boolean;
  /**
   * What guards the namespaces that are made for stagings of the template, over `stagings.isolation`, part by
   * part; `none` takes a part away. Not with `namespace`.
   */
  isolation?: Isolation;
  /**
   * What a deploy may remove that an earlier render made and the new one lacks.
   */
  prune?: {
    /**
     * Largest part of a staging's objects, 0 to 1, that one deploy removes without confirmation; fewer
     * than five objects are always removed. Default: 0.5.
     */
    maxShare?: number;
    /**
     * Kinds that are kept otherwise, since they hold data or objects of others. A
     * CustomResourceDefinition goes with the staging then, once no object of its kind is left. Default:
     * none.
     */
    allow?: Array<
      'PersistentVolumeClaim' | 'apiextensions.k8s.io/CustomResourceDefinition'
    >;
  };
  timeouts?: {
    /**
     * How long a deploy may take until everything is healthy, at most a day. Default: 10 minutes.
     *
     * Example: `{ minutes: 15 }`
     */
    deploy?: HumanDuration | string;
  };
}

export interface Config {
  /**
   * Stagings: one complete environment per git branch of a component.
   * Unknown keys and bad values stop the plugin at start, with a message that names the path and the fix.
   */
  stagings?: {
    /**
     * Domain that the hosts of stagings go under: `<name>.<baseDomain>`. Point a wildcard DNS record, and a
     * wildcard certificate, of it to the ingress controller. Required as soon as there is a template.
     *
     * Example: `stagings.example.com`
     */
    baseDomain?: string;

    /**
     * The ways to build a staging. People see those that apply to the component that they look at.
     * Default: none.
     *
     * Texts within `helm.values`, `links`, `version`, the defaults of `parameters`, the files of `manifests`
     * and what `kustomize` builds may hold expressions `${{ ... }}` in CEL, with the variables `staging`
     * (id, name, host, namespace), `source` (branch, commit, shortCommit), `entity`, `parameters` and
     * `baseDomain`.
     */
    templates?: Template[];

    /**
     * What guards the namespaces that are made for stagings; templates may say otherwise. Default: pods are held
     * to the Pod Security Standard that fits to what the template allows, and nothing else.
     */
    isolation?: Isolation;

    /**
     * How the backend signs in to each cluster, by the cluster's name in the `kubernetes:` section. Its
     * address and certificate authority come from there; the credentials are separate, since those of the
     * portal are open to everybody who may use its Kubernetes proxy.
     */
    clusters?: {
      [cluster: string]: {
        /**
         * One of:
         * `{ serviceAccountToken: ... }`, a token;
         * `{ serviceAccountTokenFile: ... }`, a file with a token, read again as it rotates;
         * `{ kubeconfig: ..., context: ... }`, the user of a kubeconfig's context;
         * `inCluster`, the service account of the pod that the backend runs in;
         * `portal`, the credentials of the `kubernetes:` section, for the `authProvider`s `serviceAccount`,
         * `localKubectlProxy`, `aws`, `azure` and `googleServiceAccount`.
         * Left out only where a backend module gives access to the cluster.
         */
        auth?:
          | 'inCluster'
          | 'portal'
          | {
              /**
               * Token of a service account.
               * @visibility secret
               */
              serviceAccountToken?: string;
              /**
               * File that holds the token of a service account. A relative path is taken from the working
               * directory of the backend.
               */
              serviceAccountTokenFile?: string;
              /**
               * A kubeconfig file, of which only the user counts: a token, a certificate, a program (`exec`) or
               * OpenID Connect. It is read again when it changes. A program in it is run by the backend.
               */
              kubeconfig?: string;
              /** Context of the kubeconfig whose user signs in. Default: its current one. */
              context?: string;
            };
        /**
         * Whether an Ingress is healthy only once its controller gave it an address. Many controllers never
         * do, so by default an Ingress is healthy at once.
         */
        requireIngressAddress?: boolean;
        /**
         * How long a pod may be without a node before that is shown as a problem; about 3 minutes where an
         * autoscaler adds nodes. Default: 15 seconds.
         */
        schedulingWindow?: HumanDuration | string;
        /**
         * How many requests one backend has under way at a time, watches and logs aside. Default: 16.
         */
        maxInFlight?: number;
      };
    };

    /**
     * Container registries in which images are looked up before a deploy: a staging waits for an image that
     * its registry does not have yet. Images of other registries are not looked up, and nothing is ever sent
     * to those. Also the credentials of registries and repositories that templates have charts from. Default:
     * none.
     */
    registries?: Array<{
      /**
       * Host as images name it, with the port if there is one. Docker Hub is `docker.io`.
       *
       * Example: `registry.example.com`
       */
      host: string;
      /**
       * Name to sign in with. Default: nobody signs in.
       */
      username?: string;
      /**
       * Password or token to sign in with; needed with a username.
       * @visibility secret
       */
      password?: string;
      /**
       * Speaks plain http, as a registry on the same machine does. Default: false.
       */
      insecure?: boolean;
    }>;

    /**
     * How values of secret parameters are kept.
     */
    secrets?: {
      /**
       * What they are sealed with: the first key seals, all of them open. At least 32 characters each; make one
       * with `openssl rand -base64 32`. Needed where a template has a secret parameter. To change the key, put
       * the new one first and keep the old one until the backend was started with both. Default: none.
       *
       * Example: `['${STAGINGS_SECRETS_KEY}']`
       * @deepVisibility secret
       */
      keys?: string[];
    };

    /**
     * Users and groups that may do what administrators do while the portal's permissions are off. Default:
     * nobody.
     *
     * Example: `['group:default/platform']`
     */
    admins?: string[];

    /**
     * What services, such as CI, may do. A service that is not listed may do nothing. Default: none.
     */
    callers?: Array<{
      /**
       * Full subject of the service, or its beginning followed by `*`.
       *
       * Example: `external:ci`
       */
      subject: string;
      /**
       * Entity refs of the components that it may work on. Default: all.
       */
      components?: string[];
      /**
       * Names of the templates that it may use. Default: all.
       */
      templates?: string[];
      /**
       * What it may do. Default: all of these.
       */
      actions?: Array<
        | 'create'
        | 'read'
        | 'update'
        | 'redeploy'
        | 'restart'
        | 'cancel'
        | 'archive'
        | 'restore'
        | 'delete'
        | 'readLogs'
      >;
    }>;

    /**
     * How many stagings may run; archived ones are not counted, so a restore needs room too. Default: no limit.
     */
    limits?: {
      /**
       * Stagings of one component.
       */
      perComponent?: number;
      /**
       * Stagings of all components that one user or group owns in the catalog.
       */
      perOwner?: number;
      /**
       * Stagings from one template.
       */
      perTemplate?: number;
      /**
       * Stagings in one cluster.
       */
      perCluster?: number;
      /**
       * Requests of one caller in a minute, counted by each backend for itself. Default: 3000.
       */
      requestsPerMinute?: number;
      /**
       * How much of a pod's log one answer, or one stream, may carry, in MiB, at most 1024. The rest is cut, and the
       * last line says so. Default: 16.
       */
      logSize?: number;
    };

    archive?: {
      /**
       * How long archived stagings are kept, at most ten years; then they are deleted with their data. People are
       * told three days before, or half of this time where that is shorter. Default: for ever.
       *
       * Example: `{ days: 14 }`
       */
      retention?: HumanDuration | string;
    };

    /**
     * What is kept of stagings that are deleted.
     */
    history?: {
      /**
       * How long their records are kept, with operations and logs, at most ten years. Default: 30 days.
       *
       * Example: `{ days: 90 }`
       */
      retention?: HumanDuration | string;
    };

    engine?: {
      /**
       * How many stagings one backend works on at a time, 1 to 64. Default: 32.
       */
      workers?: number;
    };

    programs?: {
      /**
       * Path of the program helm. Default: the one on the backend's PATH.
       */
      helm?: string;
      /**
       * Path of the program kubectl. Default: the one on the backend's PATH.
       */
      kubectl?: string;
      /**
       * How much memory one run of helm or kubectl may have, in MiB, at least 64; 2 to 4 run at once. A chart that
       * needs more fails. Needs `prlimit`, of util-linux, on the backend's PATH. Default: 1024.
       */
      memory?: number;
    };
  };
}
