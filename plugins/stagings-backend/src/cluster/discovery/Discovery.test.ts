import { GroupUnavailableError } from '../errors';
import { Discovery } from './Discovery';
import { Discovered } from './parseDiscovery';

const deployments = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
  verbs: [],
};
const widgets = { ...deployments, group: 'shop.io', kind: 'Widget' };

function setUp() {
  const clock = { now: 0 };
  const served: Discovered = { resources: [deployments], unavailable: [] };
  const fetch = jest.fn(async () => structuredClone(served));
  const discovery = new Discovery('staging', fetch, () => clock.now);
  return { clock, served, fetch, discovery };
}

it('asks once for many callers, and again after ten minutes', async () => {
  const { clock, fetch, discovery } = setUp();
  await Promise.all([
    discovery.find('apps/v1', 'Deployment'),
    discovery.all(),
    discovery.find('apps/v1', 'Deployment'),
  ]);
  expect(fetch).toHaveBeenCalledTimes(1);
  clock.now = 10 * 60_000;
  expect(await discovery.all()).toEqual([deployments]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

it('looks for an unknown kind at most once in 30 s', async () => {
  const { clock, served, fetch, discovery } = setUp();
  expect(await discovery.find('shop.io/v1', 'Widget')).toBeUndefined();
  served.resources.push(widgets);
  clock.now = 29_000;
  expect(await discovery.find('shop.io/v1', 'Widget')).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(1);
  clock.now = 30_000;
  expect(await discovery.find('shop.io/v1', 'Widget')).toEqual(widgets);
});

it('looks every second after a definition was written', async () => {
  const { clock, served, discovery } = setUp();
  expect(await discovery.find('shop.io/v1', 'Widget')).toBeUndefined();
  discovery.expectChange();
  served.resources.push(widgets);
  clock.now = 1_000;
  expect(await discovery.find('shop.io/v1', 'Widget')).toEqual(widgets);
});

it('does not call a kind unknown whose group does not answer', async () => {
  const { served, discovery } = setUp();
  served.unavailable.push('shop.io/v1');
  await expect(discovery.find('shop.io/v1', 'Widget')).rejects.toThrow(
    GroupUnavailableError,
  );
  expect(await discovery.find('apps/v1', 'Deployment')).toEqual(deployments);
});

it('asks again after a failure', async () => {
  const { fetch, discovery } = setUp();
  fetch.mockRejectedValueOnce(new Error('refused'));
  await expect(discovery.all()).rejects.toThrow('refused');
  expect(await discovery.all()).toEqual([deployments]);
});
