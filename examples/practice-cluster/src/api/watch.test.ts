import { at, JsonObject } from '../model/json';
import { configMap } from '../testing/manifests';
import { withNamespace } from '../testing/withNamespace';

const { api, core, create, patch } = withNamespace();

/** What a watch of ConfigMaps gets within a second. */
async function watch(query: string) {
  const { text } = await api(
    'GET',
    `${core}/configmaps?watch=1&timeoutSeconds=1&${query}`,
  );
  const events = text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as JsonObject);
  return events.map(({ type, object }) => [
    type,
    at(object, 'metadata', 'name') ?? at(object, 'metadata', 'annotations'),
  ]);
}

it('streams changes, and a label taken away as DELETED', async () => {
  const path = `${core}/configmaps/seen`;
  const { body } = await api('GET', `${core}/configmaps`);
  const version = String(at(body, 'metadata', 'resourceVersion'));
  const watching = watch(`labelSelector=mine&resourceVersion=${version}`);
  await create(`${core}/configmaps`, {
    ...configMap('seen'),
    metadata: { name: 'seen', labels: { mine: 'yes' } },
  });
  await patch(path, { data: { a: '1' } });
  await patch(path, { metadata: { labels: { mine: null } } });
  await patch(path, { data: { a: '2' } });
  expect(await watching).toEqual([
    ['ADDED', 'seen'],
    ['MODIFIED', 'seen'],
    ['DELETED', 'seen'],
  ]);
});

it('marks the end of the initial events', async () => {
  const events = await watch(
    'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&fieldSelector=metadata.name%3Dkube-root-ca.crt',
  );
  expect(events.slice(0, 2)).toEqual([
    ['ADDED', 'kube-root-ca.crt'],
    ['BOOKMARK', { 'k8s.io/initial-events-end': 'true' }],
  ]);
});
