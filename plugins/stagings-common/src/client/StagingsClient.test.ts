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
      limit: 5,
    });
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings?entityRef=component%3Adefault%2Fshop&limit=5',
    );
  });

  it('encodes what becomes part of a path', async () => {
    const { client, sent } = clientAnswering(json({}));
    await client.getStaging('a/../b');
    expect(sent[0]!.url).toBe(
      'http://portal/api/stagings/v1/stagings/a%2F..%2Fb',
    );
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
