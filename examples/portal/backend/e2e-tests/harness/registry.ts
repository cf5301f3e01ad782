import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, IncomingMessage } from 'node:http';

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

/** A container registry that the suite pushes to. */
export interface TestRegistry {
  name: string;
  /** As images name it. */
  host: string;
  /** Answers the image's digest. */
  push(repository: string, tag: string): Promise<string>;
  close(): Promise<void>;
}

/** The registry at `E2E_REGISTRY` (host and port, plain http), where that is set; else one of the suite's own. */
export async function startRegistry(): Promise<TestRegistry> {
  const host = process.env.E2E_REGISTRY;
  if (!host) return startOwnRegistry();
  return {
    name: 'registry of E2E_REGISTRY',
    host,
    push: (repository, tag) => pushTo(host, repository, tag),
    close: async () => {},
  };
}

/** Keeps what is pushed in memory; knows as much of the protocol as clients need that push in one piece. */
async function startOwnRegistry(): Promise<TestRegistry> {
  const contents = new Map<string, StoredContent>();
  const server = createServer(async (req, res) => {
    const answer = await answerOf(contents, req);
    res.writeHead(answer.status, answer.headers);
    res.end(req.method === 'HEAD' ? undefined : answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  const host = `127.0.0.1:${address.port}`;
  return {
    name: 'registry of the suite',
    host,
    push: (repository, tag) => pushTo(host, repository, tag),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface StoredContent {
  type: string;
  body: Buffer;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

async function answerOf(
  contents: Map<string, StoredContent>,
  req: IncomingMessage,
): Promise<Answer> {
  const url = new URL(req.url ?? '', 'http://registry');
  const [, repository = '', kind, reference = ''] =
    /^\/v2\/(.+)\/(manifests|blobs|tags)\/(.+)$/.exec(url.pathname) ?? [];
  if (kind === undefined)
    return { status: url.pathname === '/v2/' ? 200 : 404 };
  if (req.method === 'POST') {
    return { status: 202, headers: { location: `${url.pathname}upload` } };
  }
  const keyOf = (name: string) => `${repository} ${name}`;
  if (req.method === 'PUT') {
    const body = Buffer.concat(await req.toArray());
    const digest = digestOf(body);
    const type = req.headers['content-type'] ?? 'application/octet-stream';
    contents.set(keyOf(digest), { type, body });
    if (kind === 'manifests') contents.set(keyOf(reference), { type, body });
    const headers = {
      location: `/v2/${repository}/${kind}/${digest}`,
      'docker-content-digest': digest,
    };
    return { status: 201, headers };
  }
  if (kind === 'tags') {
    const names = [...contents.keys()].map(key => key.split(' '));
    const tags = names.flatMap(([owner, name = '']) =>
      owner === repository && !name.startsWith('sha256:') ? [name] : [],
    );
    return { status: 200, body: JSON.stringify({ name: repository, tags }) };
  }
  const found = contents.get(keyOf(reference));
  if (!found) return { status: 404 };
  const headers = {
    'content-type': found.type,
    'content-length': String(found.body.length),
    'docker-content-digest': digestOf(found.body),
  };
  return { status: 200, headers, body: found.body };
}

/** Pushes an image without layers. */
async function pushTo(
  host: string,
  repository: string,
  tag: string,
): Promise<string> {
  const api = `http://${host}/v2/${repository}`;
  const config = configOf(tag);
  const upload = await send(`${api}/blobs/uploads/`, { method: 'POST' });
  const place = new URL(upload.headers.get('location') ?? '', api);
  place.searchParams.set('digest', digestOf(config));
  await send(place.href, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: config,
  });
  const manifest = manifestOf(config);
  await send(`${api}/manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': MANIFEST_TYPE },
    body: manifest,
  });
  return digestOf(manifest);
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.ok) return response;
  throw new Error(`${init.method} ${url}: ${response.status}`);
}

function configOf(tag: string): string {
  return JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { version: tag } },
    rootfs: { type: 'layers', diff_ids: [] },
  });
}

function manifestOf(config: string): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(config),
      size: Buffer.byteLength(config),
    },
    layers: [],
  });
}

function digestOf(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
