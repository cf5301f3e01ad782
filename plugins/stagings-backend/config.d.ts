import { HumanDuration } from '@backstage/types';

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
    templates?: Array<{
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
       * Builds the staging from a Helm chart. Exactly one of `helm`, `kustomize` and `manifests` is
       * needed.
       * The backend needs the program helm: 3.20.2 or later of version 3, 4.1.4 or later of version 4.
       */
      helm?: {
        /**
         * Folder of the chart, with its dependencies in `charts/`. A relative path is taken from the
         * working directory of the backend. Addresses and archives are not supported in this version.
         */
        chart: string;
        /**
         * Values that go over the chart's own, with expressions. Default: none.
         *
         * Example: `{ ingress: { host: '${{ staging.host }}' } }`
         */
        values?: object;
      };
      /**
       * Builds the staging from a kustomization, such as an overlay. The backend needs the program kubectl, 1.27
       * or later. Remote bases, plugins that run programs and charts within a kustomization are refused.
       */
      kustomize?: {
        /**
         * Folder with the `kustomization.yaml`. A relative path is taken from the working directory of the
         * backend.
         */
        path: string;
        /**
         * Folder that holds everything that the kustomization refers to; what lies outside is refused.
         * Default: two folders above the path, as for `overlays/<name>` beside `base`.
         */
        root?: string;
      };
      /**
       * Builds the staging from plain YAML files.
       */
      manifests?: {
        /**
         * A YAML file, or a folder whose `*.yaml` and `*.yml` files are taken, also of folders below it. A
         * relative path is taken from the working directory of the backend. An object whose annotation
         * `stagings.backstage.io/when` evaluates to false is left out.
         */
        path: string;
      };
      /**
       * JSON Schema (draft-07) of an object: what people fill in. A default may be an expression, for example
       * `${{ source.shortCommit }}`. Secret parameters (`writeOnly`, `format: password`) are not supported in
       * this version. Default: no parameters.
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
      timeouts?: {
        /**
         * How long a deploy may take until everything is healthy, at most a day. Default: 10 minutes.
         *
         * Example: `{ minutes: 15 }`
         */
        deploy?: HumanDuration | string;
      };
    }>;

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
         * `inCluster`, the service account of the pod that the backend runs in;
         * `portal`, the credentials of the `kubernetes:` section.
         */
        auth:
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
            };
      };
    };

    /**
     * Container registries in which images are looked up before a deploy: a staging waits for an image that
     * its registry does not have yet. Images of other registries are not looked up, and nothing is ever sent
     * to those. Default: none.
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
        | 'archive'
        | 'restore'
        | 'delete'
        | 'readLogs'
      >;
    }>;

    /**
     * How many stagings there may be, deleted ones not counted. Default: no limit.
     */
    limits?: {
      /**
       * Stagings of one component.
       */
      perComponent?: number;
      /**
       * Stagings in one cluster.
       */
      perCluster?: number;
    };

    engine?: {
      /**
       * How many stagings one backend works on at a time, 1 to 64. Default: 8.
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
    };
  };
}
