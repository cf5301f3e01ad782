import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** The ports that app-config.yaml names. */
export const configuredPorts = {
  app: 3000,
  backend: 7007,
  cluster: 6450,
  door: 8090,
};

const users = {
  app: 'the portal',
  backend: "the portal's backend",
  cluster: "the practice cluster's API",
  door: "the practice cluster's front door",
};

/** Listens on the port for a moment; resolves to the port, or to undefined when another program has it. */
function tryPort(port) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, HOST, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });
}

/** A free port for each part of the demo. */
export async function findFreePorts() {
  const ports = {};
  for (const name of Object.keys(configuredPorts)) {
    ports[name] = await tryPort(0);
  }
  return ports;
}

/** One sentence for each port that another program has. */
export async function describeTakenPorts(ports) {
  const sentences = [];
  for (const [name, port] of Object.entries(ports)) {
    if ((await tryPort(port)) === undefined) {
      sentences.push(
        `Port ${port}, which ${users[name]} needs, is taken by another program.`,
      );
    }
  }
  return sentences;
}
