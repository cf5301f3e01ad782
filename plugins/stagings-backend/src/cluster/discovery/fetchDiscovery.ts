import { ClusterTransport } from '../transport/ClusterTransport';
import { resourceTypesPath } from '../transport/requestPath';
import {
  Discovered,
  isAggregatedDiscovery,
  readAggregated,
  readResourceList,
  ResourceList,
} from './parseDiscovery';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

/** Asks a cluster for all that it serves: two requests, or one a group where the server is older. */
export async function fetchDiscovery(
  transport: ClusterTransport,
): Promise<Discovered> {
  const [core, groups] = await Promise.all([
    fetchJson(transport, '/api', AGGREGATED),
    fetchJson(transport, '/apis', AGGREGATED),
  ]);
  const parts = [
    isAggregatedDiscovery(core)
      ? readAggregated(core)
      : await fetchEach(transport, coreVersionsOf(core)),
    isAggregatedDiscovery(groups)
      ? readAggregated(groups)
      : await fetchEach(transport, groupVersionsOf(groups)),
  ];
  return {
    resources: parts.flatMap(part => part.resources),
    unavailable: parts.flatMap(part => part.unavailable),
  };
}

/** One group that does not answer must not hide the others. */
async function fetchEach(
  transport: ClusterTransport,
  apiVersions: string[],
): Promise<Discovered> {
  const found: Discovered = { resources: [], unavailable: [] };
  await Promise.all(
    apiVersions.map(async apiVersion => {
      try {
        const list = await fetchJson(transport, resourceTypesPath(apiVersion));
        found.resources.push(...readResourceList(list as ResourceList));
      } catch {
        found.unavailable.push(apiVersion);
      }
    }),
  );
  return found;
}

async function fetchJson(
  transport: ClusterTransport,
  path: string,
  accept?: string,
): Promise<unknown> {
  const answer = await transport.call({
    verb: 'discover',
    method: 'GET',
    path,
    accept,
  });
  return answer.body;
}

/** Of a legacy `APIVersions`. */
function coreVersionsOf(body: unknown): string[] {
  return (body as { versions?: string[] }).versions ?? [];
}

/** Of a legacy `APIGroupList`; the preferred version of each group first. */
function groupVersionsOf(body: unknown): string[] {
  const { groups = [] } = body as {
    groups?: Array<{ versions?: Array<{ groupVersion: string }> }>;
  };
  return groups.flatMap(group =>
    (group.versions ?? []).map(version => version.groupVersion),
  );
}
