import { ClusterConfig } from '../config/types';
import { ClusterAccess } from './access/connections';
import { createClusterClient } from './createClusterClient';
import { ClusterConfigError, UnknownClusterError } from './errors';
import { ClusterClient, ClusterConnection, ClusterRegistry } from './types';

/** Access that is asked for its connection when it is first used. */
export interface LazyAccess {
  name: string;
  connect(): ClusterConnection;
}

type Access = ClusterAccess | LazyAccess;

/** Holds one client a cluster; connects to none before it is used. */
export function createClusterRegistry(
  accesses: Access[],
  clusters: Record<string, ClusterConfig | undefined> = {},
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
      const client = createClusterClient(
        connectionTo(name, byName),
        clusters[name]?.maxInFlight,
      );
      clients.set(name, client);
      return client;
    },
    close() {
      clients.forEach(client => client.close());
      clients.clear();
    },
  };
}

function connectionTo(
  name: string,
  byName: Map<string, Access>,
): ClusterConnection {
  const access = byName.get(name);
  if (!access) {
    throw new UnknownClusterError(name, [...byName.keys()]);
  }
  if ('problem' in access) {
    throw new ClusterConfigError(name, access.problem);
  }
  return 'connect' in access ? access.connect() : access.connection;
}
