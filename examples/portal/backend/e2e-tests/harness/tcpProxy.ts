import { once } from 'node:events';
import { connect, createServer, Socket } from 'node:net';

/** Stands between a portal and its cluster as a network does, and fails as networks do. */
export interface TcpProxy {
  /** The cluster's address, by way of the proxy. */
  url: string;
  /** Cuts all connections, in the middle of whatever they carry. */
  reset(): void;
  /** Cuts all connections, and every new one, until told to go on. */
  refuse(): void;
  goOn(): void;
  close(): Promise<void>;
}

/** Bytes pass as they are: certificates, and what they name, stay the cluster's. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port, protocol } = new URL(target);
  const sockets = new Set<Socket>();
  let refusing = false;
  const server = createServer(inner => {
    if (refusing) {
      inner.resetAndDestroy();
      return;
    }
    const outer = connect(Number(port), hostname);
    for (const socket of [inner, outer]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        inner.destroy();
        outer.destroy();
      });
    }
    inner.pipe(outer);
    outer.pipe(inner);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Where tests fail before they close it, their process ends all the same.
  server.unref();
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');

  const reset = () => sockets.forEach(socket => socket.resetAndDestroy());
  return {
    url: `${protocol}//127.0.0.1:${address.port}`,
    reset,
    refuse() {
      refusing = true;
      reset();
    },
    goOn() {
      refusing = false;
    },
    async close() {
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}
