import { createClusterClient } from './createClusterClient';
import { GroupUnavailableError, ObjectTerminatingError } from './errors';
import {
  answer,
  refusal,
  Script,
  ScriptedServer,
  startScriptedServer,
} from './testing/scriptedServer';
import { ClusterClient } from './types';

const ref = {
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  namespace: 'shop',
  name: 'web',
};
const object = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', namespace: 'shop', resourceVersion: '7', uid: 'u1' },
};
const wanted = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', namespace: 'shop' },
  data: { separator: '\u2028' },
};

let server: ScriptedServer;
let client: ClusterClient;
let tokens: string[];

async function connect(script: Script, maxInFlight?: number) {
  server = await startScriptedServer(script);
  tokens = ['old', 'new'];
  const connection = {
    name: 'staging',
    url: `${server.url}/`,
    skipTLSVerify: false,
    credential: async () => ({ token: tokens[0] }),
    renew: () => tokens.shift(),
  };
  client = createClusterClient(connection, maxInFlight);
}

afterEach(async () => {
  client.close();
  await server.close();
});

describe('apply', () => {
  it('sends a server-side apply that the YAML reader understands', async () => {
    await connect((_, response) => {
      answer(response, 200, object, {
        warning: '299 - "v1 \\"Thing\\" is deprecated"',
      });
    });
    const result = await client.apply(wanted, { force: true, before: '7' });
    expect(result).toEqual({
      object,
      warnings: ['v1 "Thing" is deprecated'],
      created: false,
      changed: false,
    });
    expect(server.requests).toEqual([
      expect.objectContaining({
        method: 'PATCH',
        path: '/api/v1/namespaces/shop/configmaps/web?fieldManager=backstage-stagings&force=true&fieldValidation=Warn',
        headers: expect.objectContaining({
          'content-type': 'application/apply-patch+yaml',
          authorization: 'Bearer old',
        }),
        body: expect.stringContaining('"separator":"\\u2028"'),
      }),
    ]);
  });

  it.each([
    [201, undefined, { created: true, changed: true }],
    [200, '6', { created: false, changed: true }],
    [200, '7', { created: false, changed: false }],
  ])('answered with %i, before %s: %j', async (status, before, expected) => {
    await connect((_, response) => answer(response, status, object));
    const result = await client.apply(wanted, { force: true, before });
    expect(result).toMatchObject(expected);
  });

  it('does not take an object that is being deleted for applied', async () => {
    const metadata = { ...object.metadata, deletionTimestamp: 'now' };
    await connect((_, response) =>
      answer(response, 200, { ...object, metadata }),
    );
    await expect(client.apply(wanted, { force: true })).rejects.toThrow(
      ObjectTerminatingError,
    );
  });

  it.each([
    ['Foo', 'x.io/v1', 'does not know Foo of x.io/v1'],
    ['Foo', 'broken.io/v1', 'the API broken.io/v1 of cluster staging'],
  ])('refuses the unknown kind %s of %s', async (kind, apiVersion, message) => {
    await connect(() => {});
    await expect(
      client.apply({ ...wanted, kind, apiVersion }, { force: true }),
    ).rejects.toThrow(message);
  });

  it('fills in no namespace', async () => {
    await connect(() => {});
    await expect(
      client.apply({ ...wanted, metadata: { name: 'web' } }, { force: true }),
    ).rejects.toThrow('ConfigMap web names no namespace');
  });
});

describe('get', () => {
  it.each([
    ['the object', { name: 'web', kind: 'configmaps' }],
    ['its namespace', { name: 'shop', kind: 'namespaces' }],
  ])('answers undefined when %s does not exist', async (_, details) => {
    await connect((__, response) =>
      answer(response, 404, refusal(404, { reason: 'NotFound', details })),
    );
    expect(await client.get(ref)).toBeUndefined();
  });

  it('calls nothing absent while the server has only just come back', async () => {
    await connect((_, response) =>
      server.requests.length === 1
        ? response.destroy()
        : answer(response, 404, '404 page not found'),
    );
    await expect(client.get(ref)).rejects.toMatchObject({ recovering: true });
    await expect(client.get({ ...ref, kind: 'Widget' })).rejects.toThrow(
      GroupUnavailableError,
    );
  });

  it('does not take a page of a proxy for an object', async () => {
    await connect((_, response) => answer(response, 200, '<html>Sign in'));
    await expect(client.get(ref)).rejects.toThrow(
      'does not speak the Kubernetes API',
    );
  });
});

describe('delete', () => {
  const terminating = { ...object.metadata, deletionTimestamp: 'now' };
  const other = { ...object.metadata, uid: 'u2' };

  it.each([
    ['deleting', 200, { ...object, metadata: terminating }, undefined],
    ['gone', 200, { kind: 'Status', status: 'Success' }, undefined],
    ['gone', 404, refusal(404), undefined],
    ['gone', 409, refusal(409), { ...object, metadata: other }],
    ['deleting', 409, refusal(409), { ...object, metadata: terminating }],
  ])('is %s when answered with %i %j', async (outcome, status, body, found) => {
    await connect((request, response) =>
      request.method === 'GET'
        ? answer(response, 200, found)
        : answer(response, status, body),
    );
    expect(
      await client.delete(ref, { propagation: 'Foreground', uid: 'u1' }),
    ).toBe(outcome);
    expect(JSON.parse(server.requests[0]!.body)).toMatchObject({
      propagationPolicy: 'Foreground',
      preconditions: { uid: 'u1' },
    });
  });

  it('rejects when the object stays', async () => {
    await connect((request, response) =>
      request.method === 'GET'
        ? answer(response, 200, object)
        : answer(response, 409, refusal(409, { message: 'no' })),
    );
    await expect(
      client.delete(ref, { propagation: 'Background', uid: 'u1' }),
    ).rejects.toMatchObject({ status: 409 });
  });
});

describe('list', () => {
  const resource = { group: '', version: 'v1', plural: 'configmaps' };
  const page = (names: string[], next?: string) => ({
    kind: 'ConfigMapList',
    metadata: { continue: next, resourceVersion: '9' },
    items: names.map(name => ({ metadata: { name } })),
  });

  it('joins pages, and begins again when the rest has expired', async () => {
    let expired = false;
    await connect((request, response) => {
      if (request.query.get('continue') !== 'more') {
        answer(response, 200, page(['a', 'b'], 'more'));
      } else if (expired) {
        answer(response, 200, page(['c']));
      } else {
        expired = true;
        answer(response, 410, refusal(410, { reason: 'Expired' }));
      }
    });
    const found = await client.list(resource, { labelSelector: 'a=b' });
    expect(found.map(item => item.metadata.name)).toEqual(['a', 'b', 'c']);
    expect(found[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    expect(server.requests.map(request => request.path)).toEqual([
      '/api/v1/configmaps?limit=500&labelSelector=a%3Db',
      '/api/v1/configmaps?limit=500&continue=more&labelSelector=a%3Db',
      '/api/v1/configmaps?limit=500&labelSelector=a%3Db',
      '/api/v1/configmaps?limit=500&continue=more&labelSelector=a%3Db',
    ]);
  });
});

describe('the connection', () => {
  const version = { gitVersion: 'v1.36.3' };

  it('is kept between calls', async () => {
    await connect((_, response) => answer(response, 200, version));
    for (let call = 0; call < 10; call++) {
      expect(await client.serverVersion()).toBe('v1.36.3');
    }
    expect(server.connections()).toBe(1);
  });

  it.each([
    [16, undefined],
    [3, 3],
    [48, 48],
  ])('is not opened more than %i times at once', async (limit, maxInFlight) => {
    let open = 0;
    let most = 0;
    let release = () => {};
    const full = new Promise<void>(resolve => {
      release = resolve;
    });
    await connect(async (_, response) => {
      most = Math.max(most, ++open);
      // Time enough for one too many to arrive.
      if (open === limit) setTimeout(release, 50);
      await full;
      open--;
      answer(response, 200, version);
    }, maxInFlight);
    await Promise.all(Array.from({ length: 60 }, () => client.serverVersion()));
    expect(most).toBe(limit);
  });

  it('is replaced when the server has closed it meanwhile', async () => {
    let cutNext = false;
    await connect((_, response) => {
      if (cutNext) {
        cutNext = false;
        response.destroy();
      } else {
        answer(response, 200, version);
      }
    });
    await client.serverVersion();
    cutNext = true;
    expect(await client.serverVersion()).toBe('v1.36.3');
  });

  it('renews a refused credential once', async () => {
    await connect((request, response) =>
      request.headers.authorization === 'Bearer new'
        ? answer(response, 200, version)
        : answer(response, 401, refusal(401, { message: 'Unauthorized' })),
    );
    expect(await client.serverVersion()).toBe('v1.36.3');
    tokens = ['wrong', 'worse'];
    await expect(client.serverVersion()).rejects.toMatchObject({ status: 401 });
    expect(server.requests).toHaveLength(4);
  });

  it('does not send again what only the same credential could sign', async () => {
    await connect((_, response) => answer(response, 401, 'Unauthorized'));
    tokens = ['fixed', 'fixed'];
    await expect(client.serverVersion()).rejects.toMatchObject({
      status: 401,
      message: 'Unauthorized',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('asks for one other credential for many calls that are refused', async () => {
    await connect((request, response) =>
      request.headers.authorization === 'Bearer new'
        ? answer(response, 200, version)
        : answer(response, 401, refusal(401)),
    );
    await Promise.all(Array.from({ length: 8 }, () => client.serverVersion()));
    expect(tokens).toEqual(['new']);
  });

  it('takes refusals after a loss for those of a server that is starting, for a minute', async () => {
    const now = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
    await connect((_, response) =>
      server.requests.length === 1
        ? response.destroy()
        : answer(response, 403, refusal(403, { message: 'not yet' })),
    );
    await expect(client.serverVersion()).rejects.toThrow('was cut');
    now.mockReturnValue(1_059_999);
    await expect(client.serverVersion()).rejects.toMatchObject({
      status: 403,
      recovering: true,
    });
    now.mockReturnValue(1_060_000);
    await expect(client.serverVersion()).rejects.toMatchObject({
      recovering: false,
    });
    now.mockRestore();
  });

  it('tries again when the server asks for it', async () => {
    await connect((_, response) =>
      server.requests.length === 1
        ? answer(response, 429, refusal(429), { 'retry-after': '0' })
        : answer(response, 200, version),
    );
    expect(await client.serverVersion()).toBe('v1.36.3');
  });

  it('is given up when the caller does', async () => {
    const abort = new AbortController();
    await connect(() => abort.abort(new Error('left')));
    await expect(
      client.serverVersion({ signal: abort.signal }),
    ).rejects.toThrow('left');
  });

  it('is not opened again after closing', async () => {
    await connect((_, response) => answer(response, 200, version));
    client.close();
    await expect(client.serverVersion()).rejects.toThrow('has been closed');
  });
});

describe('podLog', () => {
  const pod = { namespace: 'shop', name: 'web-1' };

  it('streams what the pod writes until the reader leaves', async () => {
    const abort = new AbortController();
    await connect((_, response) => {
      response.write('hello\n');
    });
    const log = await client.podLog(pod, {
      follow: true,
      tailLines: 10,
      signal: abort.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of log) {
        text += chunk;
        abort.abort(new Error('left'));
      }
    })();
    await expect(reading).rejects.toThrow('left');
    expect(text).toBe('hello\n');
    expect(server.requests[0]?.path).toBe(
      '/api/v1/namespaces/shop/pods/web-1/log?follow=true&tailLines=10',
    );
  });

  it('says why there is none', async () => {
    await connect((_, response) =>
      answer(response, 400, refusal(400, { message: 'no container zzz' })),
    );
    await expect(
      client.podLog(pod, { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ status: 400, message: 'no container zzz' });
  });
});
