import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** A registry with its token service, on a port of its own. It answers as told and keeps what it was asked. */
export class FakeRegistry {
  /** For example `HEAD /v2/shop/manifests/1 Bearer t`. */
  readonly requests: string[] = [];
  /** Digests by `repository:tag`. */
  readonly images = new Map<string, string>();
  /** Answers a request itself, and says so. */
  intercept: (
    req: IncomingMessage,
    res: ServerResponse,
  ) => boolean | Promise<boolean> = () => false;
  /** Most requests at a time so far. */
  most = 0;
  private open = 0;
  private readonly server: Server = createServer((req, res) => {
    this.open += 1;
    this.most = Math.max(this.most, this.open);
    res.on('close', () => {
      this.open -= 1;
    });
    void this.answer(req, res);
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** With the port, as images name it. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async answer(
    req: IncomingMessage,
    res: ServerResponse,
  ): Promise<void> {
    const { authorization } = req.headers;
    this.requests.push(
      [req.method, req.url, authorization].filter(Boolean).join(' '),
    );
    if (await this.intercept(req, res)) return;
    const [, repository, tag] =
      /^\/v2\/(.+)\/manifests\/(.+)$/.exec(req.url ?? '') ?? [];
    const digest = this.images.get(`${repository}:${tag}`);
    const accepted = req.headers.accept?.includes(
      'application/vnd.oci.image.index.v1+json',
    );
    if (digest === undefined || !accepted) res.writeHead(404);
    else res.writeHead(200, { 'docker-content-digest': digest });
    res.end();
  }
}
