import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createApiServer } from './api/server';
import { startControllers } from './controllers/startControllers';
import { createFrontDoor } from './door/frontDoor';
import { Objects } from './objects/Objects';
import { keepState, readState } from './store/stateFile';
import { Store } from './store/Store';

/** How to run a practice cluster. */
export type PracticeClusterOptions = {
  /** Port of the API on 127.0.0.1; 0 takes any free one. Default 6450. */
  port?: number;
  /** Port of the front door on 127.0.0.1; 0 takes any free one. Default 8090. */
  doorPort?: number;
  /** The file that keeps all objects over restarts; without one they are lost. */
  stateFile?: string;
  /** The bearer token that the API takes. Default `practice-cluster`. */
  token?: string;
  /** How many times faster than real time pods and controllers go. Default 1. */
  speed?: number;
};

/** A running practice cluster. */
export type PracticeCluster = {
  /** Base URL of the Kubernetes API. */
  url: string;
  /** Base URL of the front door, which routes by the `Host` header. */
  doorUrl: string;
  token: string;
  /** Stops it and writes the state file for the last time. */
  close(): Promise<void>;
};

/** The token unless another is set: everybody may know it, the cluster listens on loopback only. */
export const DEFAULT_TOKEN = 'practice-cluster';

/**
 * Starts a practice cluster in this process.
 *
 * @throws Error when a port is taken or the state file cannot be read
 */
export async function startPracticeCluster({
  port = 6450,
  doorPort = 8090,
  stateFile,
  token = DEFAULT_TOKEN,
  speed = 1,
}: PracticeClusterOptions = {}): Promise<PracticeCluster> {
  const store = new Store(
    stateFile === undefined ? undefined : await readState(stateFile),
  );
  const objects = new Objects(store);
  const api = createApiServer(objects, token);
  const door = createFrontDoor(store);
  await listen(api, port);
  try {
    await listen(door, doorPort);
  } catch (error) {
    await stop(api);
    throw error;
  }
  const state =
    stateFile === undefined ? undefined : keepState(stateFile, store);
  const controllers = startControllers(objects, speed);
  return {
    url: urlOf(api),
    doorUrl: urlOf(door),
    token,
    async close() {
      controllers.close();
      await Promise.all([stop(api), stop(door)]);
      await state?.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server) {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
