import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readStagingsConfig } from './readStagingsConfig';

const template = {
  name: 'web',
  cluster: 'staging',
  manifests: { path: '/templates/web' },
};

/** What guards the namespaces of one template, by the settings for all and its own. */
function isolationOf(
  general?: JsonObject,
  own?: JsonObject,
  more?: JsonObject,
) {
  const config = new ConfigReader({
    stagings: {
      baseDomain: 'a.b',
      ...(general && { isolation: general }),
      templates: [{ ...template, ...(own && { isolation: own }), ...more }],
    },
  });
  return readStagingsConfig(config).templates[0]?.isolation;
}

it('is nothing where nobody sets it', () => {
  expect(isolationOf()).toBeUndefined();
});

it('reads every part', () => {
  const isolation = {
    podSecurity: { enforce: 'baseline', warn: 'restricted' },
    quota: { pods: 20, 'requests.cpu': '4' },
    limits: {
      default: { memory: '512Mi' },
      defaultRequest: { cpu: '50m' },
      max: { cpu: 2 },
    },
    network: {
      fromNamespaces: ['ingress-nginx'],
      fromAddresses: ['10.0.0.0/8', 'fd00::/8'],
    },
  };
  expect(isolationOf(isolation)).toEqual({
    ...isolation,
    quota: { pods: '20', 'requests.cpu': '4' },
    limits: { ...isolation.limits, max: { cpu: '2' } },
  });
});

it('lets a template replace the parts that it names, and take them away', () => {
  const general = {
    quota: { pods: '20', 'requests.cpu': '4' },
    limits: { default: { memory: '512Mi' } },
    network: {},
  };
  expect(
    isolationOf(general, { quota: { pods: '50' }, network: 'none' }),
  ).toEqual({
    quota: { pods: '50' },
    limits: { default: { memory: '512Mi' } },
  });
});

it('leaves a namespace alone that was not made here', () => {
  const general = { quota: { pods: '20' } };
  const shared = { namespace: 'shared' };
  expect(isolationOf(general, undefined, shared)).toBeUndefined();
  expect(() => isolationOf(undefined, general, shared)).toThrow(
    'stagings.templates[0].isolation: is for namespaces that are made for stagings',
  );
});

it.each<[JsonObject, string]>([
  [
    { quota: { pods: 'many' } },
    'isolation.quota.pods: must be a quantity such as 500m, 2 or 4Gi',
  ],
  [
    { quota: 'off' },
    'isolation.quota: must be quantities by resource, for example { cpu: 500m, memory: 512Mi }',
  ],
  [
    { podSecurity: { enforce: 'strict' } },
    'isolation.podSecurity.enforce: must be one of privileged, baseline, restricted',
  ],
  [
    { network: { fromAddresses: ['10.0.0.1'] } },
    'isolation.network.fromAddresses[0]: must be a range of addresses, for example 10.0.0.0/8',
  ],
  [
    { network: { from: [] } },
    'isolation.network.from: unknown key; known here are fromNamespaces, fromAddresses',
  ],
])('refuses %j', (isolation, problem) => {
  expect(() => isolationOf(isolation)).toThrow(problem);
});
