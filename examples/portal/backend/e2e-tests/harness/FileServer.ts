import { once } from 'node:events';
import { createServer, Server } from 'node:http';

/** A web server of the suite's own, with files in memory. */
export class FileServer {
  /** By path. */
  readonly files = new Map<string, Buffer | string>();
  /** What each file was asked for, in order. */
  readonly requests: string[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((req, res) => {
      const path = decodeURIComponent((req.url ?? '').split('?')[0] ?? '');
      this.requests.push(path);
      const body = this.files.get(path);
      res.writeHead(body === undefined ? 404 : 200).end(body);
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

  /** Host and port. */
  get host(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('No port');
    return `127.0.0.1:${address.port}`;
  }
}
