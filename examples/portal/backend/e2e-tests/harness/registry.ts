import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

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

/** Knows which tags there are, and no more: nothing can be pulled from it. */
async function startOwnRegistry(): Promise<TestRegistry> {
  const digests = new Map<string, string>();
  const server = createServer((req, res) => {
    const [, repository, tag] =
      /^\/v2\/(.+)\/manifests\/(.+)$/.exec(req.url ?? '') ?? [];
    const digest = digests.get(`${repository}:${tag}`);
    if (req.method !== 'HEAD' || !digest) res.writeHead(404);
    else res.writeHead(200, { 'docker-content-digest': digest });
    res.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return {
    name: 'registry of the suite',
    host: `127.0.0.1:${address.port}`,
    push: async (repository, tag) => {
      const digest = digestOf(manifestOf(configOf(tag)));
      digests.set(`${repository}:${tag}`, digest);
      return digest;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
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

function digestOf(content: string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
