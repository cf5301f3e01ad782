import { applyObject } from './apply';
import { createObject } from './create';
import { Discovery } from './discovery/Discovery';
import { discoveryReader } from './discovery/fetchDiscovery';
import { getObject } from './get';
import { listObjects } from './list';
import { openPodLog } from './logs';
import { mergePatchObject } from './mergePatch';
import { deleteObject } from './remove';
import { findResource } from './resolve';
import { fetchServerVersion } from './serverVersion';
import { ClusterTransport } from './transport/ClusterTransport';
import { ClusterClient, ClusterConnection } from './types';
import { WatchLoop } from './watch/WatchLoop';

/**
 * Opens nothing by itself: the first call connects.
 * @param maxInFlight - calls under way at a time, watches and logs aside
 */
export function createClusterClient(
  connection: ClusterConnection,
  maxInFlight?: number,
): ClusterClient {
  const transport = new ClusterTransport(connection, maxInFlight);
  const discovery = new Discovery(connection.name, discoveryReader(transport));
  const api = { transport, discovery };
  return {
    name: connection.name,
    serverVersion: options => fetchServerVersion(transport, options),
    findResource: (apiVersion, kind) => findResource(api, apiVersion, kind),
    listResources: () => discovery.all(),
    get: (ref, options) => getObject(api, ref, options),
    apply: (object, options) => applyObject(api, object, options),
    create: (object, options) => createObject(api, object, options),
    delete: (ref, options) => deleteObject(api, ref, options),
    mergePatch: (ref, patch, options) =>
      mergePatchObject(api, ref, patch, options),
    list: async (resource, options) =>
      (await listObjects(transport, resource, options)).objects,
    watch: (resource, options) =>
      new WatchLoop(transport, resource, options).run(),
    podLog: (pod, options) => openPodLog(transport, pod, options),
    close: () => transport.close(),
  };
}
