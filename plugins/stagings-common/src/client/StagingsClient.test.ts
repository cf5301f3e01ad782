import { ResponseError } from '@backstage/errors';
import { StagingsClient } from './StagingsClient';

interface Sent {
  url: string;
  init: RequestInit;
}

function clientAnswering(response: () => Response) {
  const sent: Sent[] = [];
  const client = new StagingsClient({
    discoveryApi: { getBaseUrl: async id => `http://portal/api/${id}` },
    fetchApi: {
      fetch: async (url, init = {}) => {
        sent.push({ url: String(url), init });
        return response();
      },
    },
  });
  return { client, sent };
}

const json =
  (body: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });

describe('StagingsClient', () => {
  it('sends only the query parameters that are set', async () => {
    const { client, sent } = clientAnswering(
      json({ items: [], totalItems: 0 }),
    );
    await client.listStagings({
      entityRef: 'component:default/shop',
      q: undefined,
      phase: ['queued', 'failed'],
      limit: 5,
    });
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings?entityRef=component%3Adefault%2Fshop&phase=queued%2Cfailed&limit=5',
    );
  });

  it('encodes what becomes part of a path', async () => {
    const { client, sent } = clientAnswering(json({}));
    await client.getStaging('a/../b');
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings/a%2F..%2Fb',
    );
  });

  it('asks for the inputs of a revision', async () => {
    const { client, sent } = clientAnswering(json({ revision: 3 }));
    await expect(client.getRevision('one', 3)).resolves.toEqual({
      revision: 3,
    });
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings/one/revisions/3',
    );
  });

  it('reads an object of the core group as text', async () => {
    const { client, sent } = clientAnswering(() => new Response('kind: A\n'));
    const object = { group: '', kind: 'Secret', name: 'db', namespace: 'stg' };
    await expect(client.getManifest('one', object)).resolves.toBe('kind: A\n');
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings/one/manifest?kind=Secret&name=db&namespace=stg',
    );
  });

  it('asks for a restart of one workload', async () => {
    const { client, sent } = clientAnswering(json({ id: 'one' }, 202));
    const resource = { kind: 'Deployment', name: 'web' };
    await client.restartStaging('one', { resource });
    expect(sent[0]).toMatchObject({
      url: 'http://portal/api/stagings/v1/stagings/one/restart',
      init: { method: 'POST', body: JSON.stringify({ resource }) },
    });
  });

  it('confirms a prune with a redeploy', async () => {
    const { client, sent } = clientAnswering(json({ id: 'one' }, 202));
    await client.redeployStaging('one', { prune: true });
    expect(sent[0]).toMatchObject({
      url: 'http://portal/api/stagings/v1/stagings/one/redeploy',
      init: { method: 'POST', body: '{"prune":true}' },
    });
  });

  it('reads the clusters', async () => {
    const { client, sent } = clientAnswering(json({ items: [] }));
    await expect(client.listClusters()).resolves.toEqual([]);
    expect(sent[0]!.url).toBe('http://portal/api/stagings/v1/clusters');
  });

  it('reads the events of a staging', async () => {
    const { client, sent } = clientAnswering(json({ items: [] }));
    await expect(client.listEvents('one')).resolves.toEqual([]);
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings/one/events',
    );
  });

  it('asks for the override keys of a template', async () => {
    const keys = { items: [], truncated: false };
    const { client, sent } = clientAnswering(json(keys));
    await expect(
      client.listOverrideKeys('web', { entityRef: 'component:default/shop' }),
    ).resolves.toEqual(keys);
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/templates/web/keys?entityRef=component%3Adefault%2Fshop',
    );
  });

  it('posts what is to be previewed', async () => {
    const { client, sent } = clientAnswering(json({ objects: [] }));
    const request = {
      stagingId: '1',
      overrides: { image: null },
      replace: ['overrides' as const],
    };
    await client.preview(request);
    expect(sent[0]!.url).toBe('http://portal/api/stagings/v1/preview');
    expect(sent[0]!.init).toMatchObject({
      method: 'POST',
      body: JSON.stringify(request),
    });
  });

  it('sends the idempotency key of a create', async () => {
    const { client, sent } = clientAnswering(json({ id: '1' }, 201));
    await client.createStaging(
      { entityRef: 'component:default/shop', template: 'web', branch: 'main' },
      { idempotencyKey: 'once' },
    );
    expect(sent[0]!.init).toMatchObject({
      method: 'POST',
      headers: {
        'Idempotency-Key': 'once',
        'Content-Type': 'application/json',
      },
    });
  });

  it('throws what the server refuses with', async () => {
    const refusal = {
      error: { name: 'InputError', message: 'branch: is required' },
      response: { statusCode: 400 },
    };
    const { client } = clientAnswering(json(refusal, 400));
    const error = await client.getStaging('1').catch(e => e);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({ statusCode: 400 });
    expect(error.body.error.message).toBe('branch: is required');
  });

  it('follows a log whose lines and characters are cut anywhere', async () => {
    const bytes = new TextEncoder().encode(
      '{"type":"line","line":"Größe"}\n{"type":"ping"}\n{"type":"line","line":"ende"}',
    );
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const { client } = clientAnswering(() => new Response(stream));
    const frames = [];
    for await (const frame of client.followPodLog('1', 'web', {})) {
      frames.push(frame);
    }
    expect(frames).toEqual([
      { type: 'line', line: 'Größe' },
      { type: 'ping' },
      { type: 'line', line: 'ende' },
    ]);
  });
});
