import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { stringify } from 'yaml';
import { packChart } from './packChart';

interface Published {
  name: string;
  version: string;
  archive: Buffer;
  manifest: string;
}

const CONFIG = '{}';

/** A chart repository at `/repository`, which is an OCI registry too; it can refuse, be busy, and tell what it was asked. */
export class ChartServer {
  /** Basic credentials that every request must have, as `name:password`. */
  credentials: string | undefined;
  /** Address that the index says the archives are at; without one, they are beside it. */
  archives: string | undefined;
  /** What every request is answered with instead. */
  status: number | undefined;
  readonly requests: Array<{ path: string; authorization?: string }> = [];
  private readonly charts: Published[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const { url: path = '', headers } = request;
      this.requests.push({ path, authorization: headers.authorization });
      this.answer(request, response);
    });
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get repository(): string {
    return `http://${this.host}/repository`;
  }

  /** Answers the digest of the chart in the registry, and that of its archive. */
  async publish(
    name: string,
    version: string,
    files: Record<string, string>,
  ): Promise<{ digest: string; archiveDigest: string }> {
    const archive = await packChart(name, version, files);
    const manifest = JSON.stringify({
      schemaVersion: 2,
      config: {
        mediaType: 'application/vnd.cncf.helm.config.v1+json',
        digest: digestOf(CONFIG),
        size: CONFIG.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
          digest: digestOf(archive),
          size: archive.length,
        },
      ],
    });
    this.charts.push({ name, version, archive, manifest });
    return { digest: digestOf(manifest), archiveDigest: digestOf(archive) };
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { url: path = '', headers } = request;
    const refused =
      this.status ?? (this.isAllowed(headers.authorization) ? undefined : 401);
    if (refused !== undefined) {
      response.writeHead(refused, {
        'www-authenticate': 'Basic realm="charts"',
      });
      response.end();
      return;
    }
    const found = path.startsWith('/v2/')
      ? this.ofRegistry(path)
      : this.ofRepository(path);
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    const body = Buffer.from(found.body);
    response.writeHead(200, {
      'content-type': found.type,
      'content-length': body.length,
      'docker-content-digest': digestOf(body),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  private isAllowed(authorization: string | undefined): boolean {
    if (this.credentials === undefined) return true;
    const wanted = Buffer.from(this.credentials).toString('base64');
    return authorization === `Basic ${wanted}`;
  }

  private ofRepository(path: string) {
    if (path === '/repository/index.yaml') {
      return { type: 'text/yaml', body: stringify(this.index()) };
    }
    const chart = this.charts.find(
      ({ name, version }) => path === `/repository/${name}-${version}.tgz`,
    );
    return chart && { type: 'application/gzip', body: chart.archive };
  }

  private index() {
    const entries: Record<string, object[]> = {};
    for (const { name, version } of this.charts) {
      (entries[name] ??= []).push({
        apiVersion: 'v2',
        name,
        version,
        urls: [`${this.archives ?? '.'}/${name}-${version}.tgz`],
      });
    }
    return { apiVersion: 'v1', entries };
  }

  private ofRegistry(path: string) {
    const [, name, kind, reference = ''] =
      /^\/v2\/charts\/([^/]+)\/(manifests|blobs|tags)\/([^?]+)/.exec(path) ??
      [];
    const charts = this.charts.filter(chart => chart.name === name);
    if (kind === 'tags' && charts.length > 0) {
      const tags = charts.map(({ version }) => version);
      return { type: 'application/json', body: JSON.stringify({ name, tags }) };
    }
    if (kind === 'manifests') {
      const chart = charts.find(
        ({ version, manifest }) =>
          version === reference || digestOf(manifest) === reference,
      );
      const type = 'application/vnd.oci.image.manifest.v1+json';
      return chart && { type, body: chart.manifest };
    }
    const blobs = [CONFIG, ...charts.map(({ archive }) => archive)];
    const body = blobs.find(blob => digestOf(blob) === reference);
    return kind === 'blobs' && body !== undefined
      ? { type: 'application/octet-stream', body }
      : undefined;
  }
}

function digestOf(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
