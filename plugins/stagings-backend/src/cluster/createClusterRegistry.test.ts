import { createClusterRegistry } from './createClusterRegistry';

function setUp() {
  return createClusterRegistry([
    {
      name: 'staging',
      connection: {
        name: 'staging',
        url: 'http://127.0.0.1:1',
        skipTLSVerify: false,
        credential: async () => ({}),
        renew: () => {},
      },
    },
    { name: 'old', problem: 'its url is missing' },
  ]);
}

it('keeps one client a cluster', () => {
  const registry = setUp();
  expect(registry.names()).toEqual(['staging', 'old']);
  expect(registry.get('staging')).toBe(registry.get('staging'));
});

it('tells the problem of a cluster when it is asked for', () => {
  expect(() => setUp().get('old')).toThrow(
    'cluster old cannot be used: its url is missing',
  );
});

it('names the clusters that exist', () => {
  expect(() => setUp().get('prod')).toThrow(
    'no cluster is named prod: there are staging, old',
  );
});

it('tells in words why a cluster does not answer', async () => {
  await expect(setUp().get('staging').serverVersion()).rejects.toThrow(
    'cluster staging cannot be reached: the connection was refused',
  );
});
