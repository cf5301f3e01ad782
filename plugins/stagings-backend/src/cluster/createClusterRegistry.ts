import { ClusterAccess } from './access/connections';
import { createClusterClient } from './createClusterClient';
import { ClusterConfigError, UnknownClusterError } from './errors';
import { ClusterClient, ClusterRegistry } from './types';

/** Holds one client a cluster; connects to none before it is used. */
export function createClusterRegistry(
  accesses: ClusterAccess[],
): ClusterRegistry {
  const byName = new Map(accesses.map(access => [access.name, access]));
  const clients = new Map<string, ClusterClient>();
  return {
    names: () => [...byName.keys()],
    get(name) {
      const known = clients.get(name);
      if (known) {
        return known;
      }
      const client = open(name, byName);
      clients.set(name, client);
      return client;
    },
    close() {
      clients.forEach(client => client.close());
      clients.clear();
    },
  };
}

function open(name: string, byName: Map<string, ClusterAccess>): ClusterClient {
  const access = byName.get(name);
  if (!access) {
    throw new UnknownClusterError(name, [...byName.keys()]);
  }
  if ('problem' in access) {
    throw new ClusterConfigError(name, access.problem);
  }
  return createClusterClient(access.connection);
}
