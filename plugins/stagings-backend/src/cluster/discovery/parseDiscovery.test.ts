import { readAggregated, readResourceList } from './parseDiscovery';

it('reads aggregated discovery, and which groups are stale', () => {
  expect(
    readAggregated({
      kind: 'APIGroupDiscoveryList',
      items: [
        {
          metadata: { name: 'apps' },
          versions: [
            {
              version: 'v1',
              freshness: 'Current',
              resources: [
                {
                  resource: 'deployments',
                  responseKind: { kind: 'Deployment' },
                  scope: 'Namespaced',
                  verbs: ['get'],
                },
              ],
            },
          ],
        },
        {
          metadata: { name: 'metrics.k8s.io' },
          versions: [{ version: 'v1beta1', freshness: 'Stale' }],
        },
      ],
    }),
  ).toEqual({
    resources: [
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        plural: 'deployments',
        namespaced: true,
        verbs: ['get'],
      },
    ],
    unavailable: ['metrics.k8s.io/v1beta1'],
  });
});

it('leaves subresources out of a legacy list', () => {
  const kinds = readResourceList({
    groupVersion: 'v1',
    resources: [
      { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['get'] },
      { name: 'pods/log', kind: 'Pod', namespaced: true },
      { name: 'namespaces', kind: 'Namespace', namespaced: false },
    ],
  });
  expect(kinds).toEqual([
    expect.objectContaining({ group: '', version: 'v1', plural: 'pods' }),
    expect.objectContaining({ plural: 'namespaces', namespaced: false }),
  ]);
});
