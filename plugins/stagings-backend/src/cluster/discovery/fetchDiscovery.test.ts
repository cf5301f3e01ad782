import { ApiAnswer, ApiRequest } from '../transport/ClusterTransport';
import { discoveryReader } from './fetchDiscovery';

const configMaps = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
  verbs: ['get'],
};

function aggregated(group: string, resource: string, kind: string) {
  const responseKind = { kind };
  const resources = [
    { resource, responseKind, scope: 'Namespaced', verbs: ['get'] },
  ];
  return {
    kind: 'APIGroupDiscoveryList',
    items: [
      { metadata: { name: group }, versions: [{ version: 'v1', resources }] },
    ],
  };
}

function reading(
  answers: Record<string, (request: ApiRequest) => Partial<ApiAnswer>>,
) {
  const requests: ApiRequest[] = [];
  const transport = {
    call: async (request: ApiRequest): Promise<ApiAnswer> => {
      requests.push(request);
      const answer = answers[request.path];
      if (!answer) throw new Error(`no ${request.path}`);
      return { status: 200, body: undefined, warnings: [], ...answer(request) };
    },
  };
  return { read: discoveryReader(transport), requests };
}

it('reads all in two requests, and the second time only what has changed', async () => {
  let apps = aggregated('apps', 'deployments', 'Deployment');
  let etag = '"a"';
  const { read, requests } = reading({
    '/api': ({ ifNoneMatch }) =>
      ifNoneMatch === '"c"'
        ? { status: 304 }
        : { etag: '"c"', body: aggregated('', 'configmaps', 'ConfigMap') },
    '/apis': ({ ifNoneMatch }) =>
      ifNoneMatch === etag ? { status: 304 } : { etag, body: apps },
  });
  const first = await read();
  expect(first.resources.map(({ kind }) => kind)).toEqual([
    'ConfigMap',
    'Deployment',
  ]);
  expect(await read()).toEqual(first);

  apps = aggregated('apps', 'statefulsets', 'StatefulSet');
  etag = '"b"';
  const { resources } = await read();
  expect(resources[0]).toEqual(configMaps);
  expect(resources[1]?.kind).toBe('StatefulSet');
  expect(requests.map(({ path, ifNoneMatch }) => [path, ifNoneMatch])).toEqual([
    ['/api', undefined],
    ['/apis', undefined],
    ['/api', '"c"'],
    ['/apis', '"a"'],
    ['/api', '"c"'],
    ['/apis', '"a"'],
  ]);
});

it('reads an older server group by group; one that is down hides no other', async () => {
  const { read } = reading({
    '/api': () => ({ body: { kind: 'APIVersions', versions: ['v1'] } }),
    '/api/v1': () => ({
      body: {
        groupVersion: 'v1',
        resources: [
          {
            name: 'configmaps',
            kind: 'ConfigMap',
            namespaced: true,
            verbs: ['get'],
          },
          { name: 'configmaps/status', kind: 'ConfigMap', namespaced: true },
        ],
      },
    }),
    '/apis': () => ({
      body: { groups: [{ versions: [{ groupVersion: 'down.io/v1' }] }] },
    }),
  });
  expect(await read()).toEqual({
    resources: [configMaps],
    unavailable: ['down.io/v1'],
  });
});
