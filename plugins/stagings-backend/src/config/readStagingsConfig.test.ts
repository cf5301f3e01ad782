import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { resolve } from 'node:path';
import { readStagingsConfig } from './readStagingsConfig';

const template = {
  name: 'web',
  cluster: 'staging',
  helm: { chart: './charts/web' },
};

function read(stagings?: JsonObject) {
  return readStagingsConfig(new ConfigReader(stagings ? { stagings } : {}));
}

function readTemplate(changes: JsonObject) {
  return read({ baseDomain: 'a.b', templates: [{ ...template, ...changes }] });
}

function problemsOf(stagings: JsonObject): string[] {
  try {
    read(stagings);
  } catch (error) {
    const [title, ...problems] = (error as Error).message.split('\n  ');
    expect(title).toBe('The configuration of stagings is not valid:');
    return problems;
  }
  throw new Error('it was accepted');
}

describe('readStagingsConfig', () => {
  it('starts without a section', () => {
    expect(read()).toEqual({
      baseDomain: '',
      templates: [],
      clusters: {},
      registries: [],
      secrets: { keys: [] },
      admins: [],
      callers: [],
      limits: { requestsPerMinute: 3_000, logSize: 16 },
      archive: {},
      history: { retention: 2_592_000_000 },
      engine: { workers: 32 },
      programs: {},
    });
  });

  it('fills in what a template leaves out', () => {
    expect(readTemplate({}).templates).toEqual([
      {
        name: 'web',
        title: 'web',
        cluster: 'staging',
        source: {
          renderer: 'helm',
          chart: { from: 'disk', path: resolve('charts/web') },
          values: {},
        },
        parameters: { type: 'object', additionalProperties: false },
        links: [],
        adopt: 'never',
        allowClusterScoped: [],
        allowClusterRoles: [],
        prune: { maxShare: 0.5, allow: [] },
        timeouts: { deploy: 600_000 },
      },
    ]);
  });

  it('reads what a template may bring, take over and take away', () => {
    const { templates, history } = read({
      baseDomain: 'a.b',
      history: { retention: { days: 90 } },
      templates: [
        {
          ...template,
          adopt: 'unowned',
          allowClusterScoped: [
            'PersistentVolume',
            'rbac.authorization.k8s.io/ClusterRole',
          ],
          allowClusterRoles: ['view'],
          allowPrivileged: true,
          allowHostNamespaces: true,
          allowHostPath: true,
          allowServices: ['LoadBalancer'],
          allowHosts: ['Shop.example.com', '*.example.org'],
          allowServiceAccountTokens: true,
          allowRoleEscalation: true,
          prune: { maxShare: 0.8, allow: ['PersistentVolumeClaim'] },
        },
      ],
    });
    expect(templates[0]).toMatchObject({
      adopt: 'unowned',
      allowClusterScoped: [
        '/PersistentVolume',
        'rbac.authorization.k8s.io/ClusterRole',
      ],
      allowClusterRoles: ['view'],
      allowPrivileged: true,
      allowHostNamespaces: true,
      allowHostPath: true,
      allowServices: ['LoadBalancer'],
      allowHosts: ['shop.example.com', '*.example.org'],
      allowServiceAccountTokens: true,
      allowRoleEscalation: true,
      prune: { maxShare: 0.8, allow: ['/PersistentVolumeClaim'] },
    });
    expect(history).toEqual({ retention: 7_776_000_000 });
  });

  it('reads a whole section', () => {
    const config = read({
      baseDomain: 'Stagings.Example.com',
      templates: [
        {
          name: 'plain',
          title: 'Plain',
          description: 'From YAML',
          entityFilter: {
            kind: 'component',
            'spec.type': { $in: ['service'] },
          },
          cluster: 'staging',
          manifests: { path: '/templates/plain' },
          parameters: {
            type: 'object',
            required: ['version'],
            properties: {
              version: { type: 'string', default: '${{ source.shortCommit }}' },
              mail: { type: 'string', format: 'email' },
            },
          },
          links: [{ title: 'App', url: 'https://${{ staging.host }}' }],
          namespace: 'shared',
          timeouts: { deploy: { minutes: 3 } },
        },
      ],
      clusters: {
        a: { auth: { serviceAccountToken: 'secret' } },
        b: { auth: { serviceAccountTokenFile: '/var/token' } },
        c: { auth: 'inCluster' },
        d: { auth: 'portal' },
        e: { requireIngressAddress: true, schedulingWindow: { minutes: 3 } },
        f: { auth: 'inCluster', maxInFlight: 4 },
        g: { auth: { kubeconfig: '/etc/kubeconfig', context: 'e2e' } },
      },
      registries: [
        { host: 'Registry.Example.com', username: 'ci', password: 'secret' },
        { host: 'localhost:5000', insecure: true },
      ],
      admins: ['group:platform', 'user:default/Ada'],
      callers: [
        { subject: 'external:ci-*', components: ['shop'], actions: ['create'] },
      ],
      limits: { perComponent: 3 },
      engine: { workers: 2 },
      programs: { helm: '/opt/helm' },
    });
    expect(config).toMatchObject({
      baseDomain: 'stagings.example.com',
      templates: [
        {
          source: {
            renderer: 'manifests',
            paths: [{ from: 'disk', path: '/templates/plain' }],
          },
          version: expect.stringContaining('parameters.version'),
          namespace: 'shared',
          timeouts: { deploy: 180_000 },
        },
      ],
      clusters: {
        a: { auth: { type: 'token', token: 'secret' } },
        b: { auth: { type: 'tokenFile', path: '/var/token' } },
        c: { auth: { type: 'inCluster' } },
        d: { auth: { type: 'portal' } },
        e: { requireIngressAddress: true, schedulingWindow: 180_000 },
        f: { auth: { type: 'inCluster' }, maxInFlight: 4 },
        g: {
          auth: { type: 'kubeconfig', path: '/etc/kubeconfig', context: 'e2e' },
        },
      },
      registries: [
        {
          host: 'registry.example.com',
          credentials: { username: 'ci', password: 'secret' },
          insecure: false,
        },
        { host: 'localhost:5000', insecure: true },
      ],
      admins: ['group:default/platform', 'user:default/ada'],
      callers: [
        {
          subject: 'external:ci-*',
          components: ['component:default/shop'],
          actions: ['create'],
        },
      ],
      limits: { perComponent: 3 },
      engine: { workers: 2 },
      programs: { helm: '/opt/helm' },
    });
  });

  it('leaves descriptions of parameters alone', () => {
    const description = 'As ${{ tag }} in your pipeline';
    const parameters = {
      properties: { version: { type: 'string', description } },
    };
    expect(readTemplate({ parameters }).templates).toHaveLength(1);
  });

  it('lists every problem at once', () => {
    expect(
      problemsOf({
        templates: [
          { name: 'A b', helm: { chart: 'x' } },
          { ...template, tiltle: 'x' },
        ],
        limits: { perCluster: 0 },
      }),
    ).toEqual([
      'stagings.templates[0].name: must have only lower-case letters, digits and dashes, and at most 63; give the template a name of its own',
      'stagings.templates[0].cluster: is required; name a cluster of the kubernetes: section',
      expect.stringMatching(
        /^stagings\.templates\[1\]\.tiltle: unknown key; known here are name, title, /,
      ),
      'stagings.limits.perCluster: must be a whole number from 1 to 100000',
    ]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'no source',
      { helm: undefined },
      ': must have exactly one of helm, kustomize, manifests and custom, has none',
    ],
    [
      'two sources',
      { manifests: { path: 'x' } },
      ': must have exactly one of helm, kustomize, manifests and custom, has helm and manifests',
    ],
    [
      'a word where a decision is wanted',
      { rewriteNamespace: 'yes' },
      '.rewriteNamespace: must be true or false',
    ],
    [
      'a word where a right is given',
      { allowPrivileged: 'yes' },
      '.allowPrivileged: must be true or false',
    ],
    [
      'values that are a list',
      { helm: { chart: 'web', values: [] } },
      '.helm.values: must be an object; give values as in values.yaml',
    ],
    [
      'a bad expression in values',
      {
        helm: {
          chart: 'web',
          values: { image: { tag: '${{ paramters.version }}' } },
        },
      },
      '.helm.values: image.tag: ${{ paramters.version }}: unknown variable: paramters; correct the expression',
    ],
    [
      'a bad expression in a link',
      { links: [{ title: 'App', url: 'https://${{ staging.hots }}' }] },
      '.links[0].url: ${{ staging.hots }}: no such key: hots; correct the expression',
    ],
    [
      'a bad expression in version',
      { version: '${{ 1 +' },
      '.version: ${{ 1 + }}: "${{" is never closed; end the expression with "}}"; correct the expression',
    ],
    [
      'a bad expression in a default',
      { parameters: { properties: { a: { default: '${{ nobody }}' } } } },
      '.parameters: properties.a.default: ${{ nobody }}: unknown variable: nobody; correct the expression',
    ],
    [
      'a secret with a default, which everybody would see',
      {
        parameters: {
          properties: {
            key: { type: 'string', writeOnly: true, default: 'hush' },
          },
        },
      },
      '.parameters: properties.key: a secret parameter cannot have "default", which everybody would see; let people fill it in',
    ],
    [
      'a secret that is no text',
      {
        parameters: {
          properties: { key: { type: 'integer', writeOnly: true } },
        },
      },
      '.parameters: properties.key: a secret parameter must be of type string',
    ],
    [
      'secrets in a list',
      {
        parameters: {
          properties: {
            keys: {
              type: 'array',
              items: { type: 'string', format: 'password' },
            },
          },
        },
      },
      '.parameters: properties.keys.items: only a property can be secret, not what stands in lists, alternatives or conditions; declare the text itself in properties',
    ],
    [
      'a schema of a list',
      { parameters: { type: 'array' } },
      '.parameters: must be a JSON Schema of type object',
    ],
    [
      'a misspelt keyword',
      { parameters: { properties: { a: { typ: 'string' } } } },
      '.parameters: is no valid JSON Schema (draft-07): strict mode: unknown keyword: "typ"',
    ],
    [
      'a default that does not fit',
      { parameters: { properties: { a: { type: 'integer', default: 'x' } } } },
      '.parameters: properties.a.default: must be integer',
    ],
    [
      'a filter that is none',
      { entityFilter: { 'spec.type': ['service'] } },
      '.entityFilter: is no filter predicate; write for example { kind: component, spec.type: { $in: [service, website] } }',
    ],
    [
      'a time that is none',
      { timeouts: { deploy: 10 } },
      '.timeouts.deploy: must be a duration of at most a day; write for example { minutes: 10 }',
    ],
    [
      'an adoption that is none',
      { adopt: 'always' },
      '.adopt: must be never or unowned',
    ],
    [
      'a kind that is none',
      { allowClusterScoped: ['clusterroles'] },
      '.allowClusterScoped[0]: must be a kind with its group, for example rbac.authorization.k8s.io/ClusterRole; only kinds of the core group stand alone',
    ],
    [
      'namespaces of its own',
      { allowClusterScoped: ['Namespace'] },
      '.allowClusterScoped[0]: must not hold Namespace: a staging makes its own; see rewriteNamespace',
    ],
    [
      'a share that is none',
      { prune: { maxShare: 50 } },
      '.prune.maxShare: must be a number from 0 to 1',
    ],
    [
      'a kind to prune that is pruned anyway',
      { prune: { allow: ['ConfigMap'] } },
      '.prune.allow[0]: must be one of PersistentVolumeClaim, apiextensions.k8s.io/CustomResourceDefinition',
    ],
    [
      'a namespace that is none',
      { namespace: 'A' },
      '.namespace: must have only lower-case letters, digits and dashes, and at most 63; name an existing namespace',
    ],
  ])('refuses a template with %s', (_, changes, problem) => {
    expect(
      problemsOf({
        baseDomain: 'a.b',
        templates: [{ ...template, ...changes }],
      }),
    ).toEqual([`stagings.templates[0]${problem}`]);
  });

  it.each<[string, JsonObject, string]>([
    [
      'no domain',
      { templates: [template] },
      'baseDomain: is required; give the domain that the names of stagings go under, for example stagings.example.com',
    ],
    [
      'a domain with a scheme',
      { baseDomain: 'https://a.b' },
      'baseDomain: must be a domain name such as stagings.example.com, without scheme, port or path',
    ],
    [
      'two templates of one name',
      { baseDomain: 'a.b', templates: [template, template] },
      'templates[1].name: "web" is the name of templates[0] too; give it a name of its own',
    ],
    [
      'no credentials',
      { clusters: { a: { auth: {} } } },
      'clusters.a.auth: holds nothing; write { serviceAccountToken: ... }, { serviceAccountTokenFile: ... }, { kubeconfig: ... }, inCluster or portal; if it names an environment variable, is that set?',
    ],
    [
      'unknown credentials',
      { clusters: { a: { auth: 'proxy' } } },
      'clusters.a.auth: is not known; write { serviceAccountToken: ... }, { serviceAccountTokenFile: ... }, { kubeconfig: ... }, inCluster or portal',
    ],
    [
      'a window that is none',
      { clusters: { a: { schedulingWindow: 'soon' } } },
      'clusters.a.schedulingWindow: must be a duration of at most a day; write for example { minutes: 10 }',
    ],
    [
      'a registry by address',
      { registries: [{ host: 'https://registry.example.com' }] },
      'registries[0].host: must be a host, without scheme or path; give the host as images name it, for example registry.example.com or localhost:5000',
    ],
    [
      'a registry without a host',
      { registries: [{ insecure: true }] },
      'registries[0].host: is required; give the host as images name it, for example registry.example.com or localhost:5000',
    ],
    [
      'a registry twice',
      { registries: [{ host: 'a.b' }, { host: 'A.b' }] },
      'registries[1].host: "a.b" is registries[0] too; remove one of them',
    ],
    [
      'half of the credentials of a registry',
      { registries: [{ host: 'a.b', username: 'ci' }] },
      'registries[0].password: is required; give username and password, or neither; if it names an environment variable, is that set?',
    ],
    [
      'a registry that is insecure in words',
      { registries: [{ host: 'a.b', insecure: 'yes' }] },
      'registries[0].insecure: must be true or false',
    ],
    [
      'an administrator without a kind',
      { admins: ['ada'] },
      'admins[0]: "ada" is no entity reference; write it as user:default/name',
    ],
    [
      'a star in the middle of a subject',
      { callers: [{ subject: 'a*b' }] },
      'callers[0].subject: must be a full subject, or its beginning and one * at the end',
    ],
    [
      'an action that is none',
      { callers: [{ subject: 'a', actions: ['destroy'] }] },
      'callers[0].actions[0]: must be one of create, read, update, redeploy, restart, cancel, archive, restore, delete, readLogs',
    ],
    [
      'a key that is none',
      { template: [] },
      'template: unknown key; known here are baseDomain, templates, isolation, clusters, registries, secrets, admins, callers, limits, archive, history, engine, programs',
    ],
    [
      'a key that is easily guessed',
      { secrets: { keys: ['hunter22'] } },
      'secrets.keys[0]: must have at least 32 characters; make one with: openssl rand -base64 32',
    ],
    [
      'too little memory for programs',
      { programs: { memory: 32 } },
      'programs.memory: must be at least 64 MiB',
    ],
    [
      'too many workers',
      { engine: { workers: 1000 } },
      'engine.workers: must be a whole number from 1 to 64',
    ],
  ])('refuses %s', (_, stagings, problem) => {
    expect(problemsOf(stagings)).toEqual([`stagings.${problem}`]);
  });

  it('never shows a token', () => {
    const act = () =>
      read({
        clusters: { a: { auth: { serviceAccountToken: 'hush', more: 1 } } },
      });
    expect(act).toThrow('clusters.a.auth');
    expect(act).not.toThrow('hush');
  });

  it('wants a key where a template has a secret parameter', () => {
    const properties = { key: { type: 'string', format: 'password' } };
    const templates = [{ ...template, parameters: { properties } }];
    const given = { baseDomain: 'example.com', templates };
    expect(problemsOf(given)).toEqual([
      'stagings.secrets.keys: is required, since the template web has secret parameters; give a list with a key that seals them, from an environment variable; make one with: openssl rand -base64 32',
    ]);
    const keys = ['a'.repeat(32)];
    expect(read({ ...given, secrets: { keys } }).secrets).toEqual({ keys });
  });

  it('never shows a password', () => {
    const act = () => read({ registries: [{ host: 'a/b', password: 'hush' }] });
    expect(act).toThrow('registries[0].host');
    expect(act).not.toThrow('hush');
  });
});
