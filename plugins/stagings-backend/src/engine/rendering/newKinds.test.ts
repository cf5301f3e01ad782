import { GroupUnavailableError } from '../../cluster/errors';
import { ApiResource } from '../../cluster/types';
import { withNewKinds } from './newKinds';

const monitor: ApiResource = {
  group: 'monitoring.example.com',
  version: 'v1',
  kind: 'Monitor',
  plural: 'monitors',
  namespaced: true,
  verbs: [],
};

function rendered(apiVersion: string, kind: string) {
  return {
    object: { apiVersion, kind, metadata: { name: 'web' } },
    source: 'web.yaml',
  };
}

function describedBefore(findResource: jest.Mock) {
  return {
    capabilities: { kubeVersion: '1.36.0', apiVersions: [] },
    scopeOf: (_: string, kind: string) =>
      kind === 'ConfigMap' ? ('namespaced' as const) : ('unknown' as const),
    findResource,
  };
}

const MONITOR = [monitor.group, monitor.version].join('/');

it('asks the cluster once about each kind that it did not have before', async () => {
  const find = jest.fn(async (apiVersion: string) =>
    apiVersion === MONITOR ? monitor : undefined,
  );
  const scopeOf = await withNewKinds(describedBefore(find), [
    rendered('v1', 'ConfigMap'),
    rendered(MONITOR, 'Monitor'),
    rendered(MONITOR, 'Monitor'),
    rendered('example.com/v1', 'Database'),
  ]);

  expect(find.mock.calls).toEqual([
    [MONITOR, 'Monitor'],
    ['example.com/v1', 'Database'],
  ]);
  expect(scopeOf(MONITOR, 'Monitor')).toBe('namespaced');
  expect(scopeOf('v1', 'ConfigMap')).toBe('namespaced');
  expect(scopeOf('example.com/v1', 'Database')).toBe('unknown');
});

it('does not call a kind unknown whose API does not answer', async () => {
  const find = jest.fn(async () => {
    throw new GroupUnavailableError('staging', MONITOR);
  });
  await expect(
    withNewKinds(describedBefore(find), [rendered(MONITOR, 'Monitor')]),
  ).rejects.toThrow(GroupUnavailableError);
});
