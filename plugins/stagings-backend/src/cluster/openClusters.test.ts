import { mockServices } from '@backstage/backend-test-utils';
import { ClusterAccessRegistration } from 'backstage-plugin-stagings-node';
import { openClusters } from './openClusters';

const kubernetes = {
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: [
        {
          name: 'staging',
          url: 'http://127.0.0.1:1',
          authProvider: 'serviceAccount',
        },
      ],
    },
  ],
};

function open(...modules: ClusterAccessRegistration[]) {
  return openClusters({
    rootConfig: mockServices.rootConfig({ data: { kubernetes } }),
    clusters: { fleet: {} },
    logger: mockServices.logger.mock(),
    modules,
  });
}

function access(name: string) {
  return {
    name,
    connect: jest.fn(() => ({
      url: 'http://127.0.0.1:2',
      credential: async () => ({ token: 'secret' }),
      renew: () => {},
    })),
  };
}

it('has the clusters of the configuration, with their problems', () => {
  const clusters = open();
  expect(clusters.names()).toEqual(['staging', 'fleet']);
  expect(() => clusters.get('staging')).toThrow('auth is missing');
  expect(() => clusters.get('fleet')).toThrow(/need a backend module/);
});

it('prefers the access that a module gives, and asks it when the cluster is used', () => {
  const fleet = access('fleet');
  const staging = access('staging');
  const clusters = open(fleet, staging);

  expect([...clusters.names()].sort()).toEqual(['fleet', 'staging']);
  expect(fleet.connect).not.toHaveBeenCalled();
  expect(clusters.get('fleet').name).toBe('fleet');
  expect(clusters.get('staging').name).toBe('staging');
  clusters.get('fleet');
  expect(fleet.connect).toHaveBeenCalledTimes(1);
  clusters.close();
});
