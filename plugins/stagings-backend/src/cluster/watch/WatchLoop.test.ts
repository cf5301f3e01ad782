import { ServerResponse } from 'node:http';
import { createClusterClient } from '../createClusterClient';
import {
  answer,
  refusal,
  Script,
  ScriptedRequest,
  ScriptedServer,
  sendFrames,
  startScriptedServer,
} from '../testing/scriptedServer';
import { ClusterClient, WatchOptions } from '../types';

const resource = { group: '', version: 'v1', plural: 'configmaps' };

function configMap(name: string, resourceVersion: string) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop', resourceVersion },
  };
}

function bookmark(resourceVersion: string, annotations = {}) {
  return { kind: 'ConfigMap', metadata: { resourceVersion, annotations } };
}

const initialEnd = { 'k8s.io/initial-events-end': 'true' };

let server: ScriptedServer;
let client: ClusterClient;
let abort: AbortController;
let seen: string[];
let watching: Promise<void>;

async function watch(script: Script, options: Partial<WatchOptions> = {}) {
  server = await startScriptedServer(script);
  client = createClusterClient({
    name: 'staging',
    url: server.url,
    skipTLSVerify: false,
    credential: async () => ({}),
    renew: () => {},
  });
  abort = new AbortController();
  seen = [];
  watching = client.watch(resource, {
    onSynced: objects =>
      seen.push(`synced ${objects.map(o => o.metadata.name).join(' ')}`),
    onEvent: ({ type, object }) => seen.push(`${type} ${object.metadata.name}`),
    onState: state => seen.push(state.status),
    signal: abort.signal,
    ...options,
  });
}

async function until(entry: string, times = 1) {
  const deadline = Date.now() + 4_000;
  while (seen.filter(each => each === entry).length < times) {
    if (Date.now() > deadline) {
      throw new Error(`waited for ${entry}, saw ${seen.join(', ')}`);
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

/** One script a watch request, in order; the last one stays. */
function inTurn(...scripts: Script[]): Script {
  let turn = 0;
  return (request: ScriptedRequest, response: ServerResponse) =>
    scripts[Math.min(turn++, scripts.length - 1)]!(request, response);
}

const startWithOne: Script = (_, response) =>
  sendFrames(
    response,
    ['ADDED', configMap('a', '1')],
    ['BOOKMARK', bookmark('5', initialEnd)],
  );

afterEach(async () => {
  abort.abort();
  await watching;
  client.close();
  await server.close();
});

it('begins with all objects in one request, then follows', async () => {
  await watch((_, response) =>
    sendFrames(
      response,
      ['ADDED', configMap('a', '1')],
      ['ADDED', configMap('b', '2')],
      ['BOOKMARK', bookmark('5', initialEnd)],
      ['MODIFIED', configMap('a', '6')],
      ['DELETED', configMap('b', '7')],
      ['ADDED', configMap('c', '8')],
    ),
  );
  await until('added c');
  expect(seen).toEqual([
    'connecting',
    'synced a b',
    'live',
    'modified a',
    'deleted b',
    'added c',
  ]);
  expect(Object.fromEntries(server.requests[0]!.query)).toMatchObject({
    watch: '1',
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
  });
  expect(server.requests).toHaveLength(1);
});

it('goes on after the last version when the server ends a watch', async () => {
  await watch(
    inTurn(
      (_, response) => {
        sendFrames(
          response,
          ['BOOKMARK', bookmark('5', initialEnd)],
          ['ADDED', configMap('a', '6')],
          ['BOOKMARK', bookmark('9')],
        );
        response.end();
      },
      (_, response) => sendFrames(response, ['ADDED', configMap('b', '10')]),
    ),
  );
  await until('added b');
  expect(server.requests[1]?.query.get('resourceVersion')).toBe('9');
  expect(seen).toEqual(['connecting', 'synced ', 'live', 'added a', 'added b']);
});

it('lists in pages where the server sends no initial events', async () => {
  await watch((request, response) => {
    if (request.query.get('sendInitialEvents')) {
      answer(response, 422, refusal(422, { message: 'forbidden for watch' }));
    } else if (request.query.get('watch')) {
      sendFrames(response, ['ADDED', configMap('b', '10')]);
    } else {
      const items = [configMap('a', '1')];
      const metadata = { resourceVersion: '9' };
      answer(response, 200, { kind: 'ConfigMapList', metadata, items });
    }
  });
  await until('added b');
  expect(seen).toEqual(['connecting', 'synced a', 'live', 'added b']);
  expect(server.requests[2]?.query.get('resourceVersion')).toBe('9');
});

it('reads everything again when its version is too old', async () => {
  await watch(
    inTurn(
      (_, response) => {
        sendFrames(
          response,
          ['ADDED', configMap('a', '1')],
          ['BOOKMARK', bookmark('5', initialEnd)],
          ['ERROR', refusal(410, { reason: 'Expired', message: 'too old' })],
        );
        response.end();
      },
      (_, response) =>
        sendFrames(response, ['BOOKMARK', bookmark('50', initialEnd)]),
    ),
  );
  await until('live', 2);
  expect(seen).toEqual([
    'connecting',
    'synced a',
    'live',
    'interrupted',
    'synced ',
    'live',
  ]);
});

it('goes on where it was when the connection is cut', async () => {
  await watch(
    inTurn(startWithOne, (_, response) =>
      sendFrames(response, ['MODIFIED', configMap('a', '6')]),
    ),
  );
  await until('live');
  server.cut();
  await until('modified a');
  expect(seen).toEqual([
    'connecting',
    'synced a',
    'live',
    'interrupted',
    'live',
    'modified a',
  ]);
  expect(server.requests[1]?.query.get('resourceVersion')).toBe('5');
});

it('reads everything again after half an hour: a restored store may have gone back in time', async () => {
  let endFirst = () => {};
  await watch(
    inTurn((request, response) => {
      startWithOne(request, response);
      endFirst = () => response.end();
    }, startWithOne),
  );
  await until('live');
  const later = Date.now() + 30 * 60_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(later);
  endFirst();
  while (server.requests.length < 2) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  now.mockRestore();
  await until('synced a', 2);
  expect(server.requests[1]?.query.get('sendInitialEvents')).toBe('true');
});

it('reads everything again after a line that it cannot read', async () => {
  await watch(
    inTurn((request, response) => {
      startWithOne(request, response);
      response.write('{"type":"ADDED"\n');
    }, startWithOne),
  );
  await until('live', 2);
  expect(seen.filter(entry => entry === 'synced a')).toHaveLength(2);
});

it('keeps only what the projection leaves', async () => {
  const kept: unknown[] = [];
  await watch(startWithOne, {
    project: ({ apiVersion, kind, metadata: { name } }) => ({
      apiVersion,
      kind,
      metadata: { name },
    }),
    onSynced: objects => kept.push(...objects),
  });
  await until('live');
  expect(kept).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  ]);
});
