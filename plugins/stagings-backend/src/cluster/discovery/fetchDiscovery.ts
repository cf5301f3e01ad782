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

type Caller = Pick<ClusterTransport, 'call'>;

/** What was read from a path, and the server's word for this state of it. */
interface Kept {
  etag: string;
  found: Discovered;
}

/**
 * Asks a cluster for all that it serves: two requests, or one a group where the server is older. Reads
 * only what has changed since the last time.
 */
export function discoveryReader(transport: Caller): () => Promise<Discovered> {
  const kept = new Map<string, Kept>();
  return async () => {
    const parts = await Promise.all([
      readRoot(transport, '/api', kept),
      readRoot(transport, '/apis', kept),
    ]);
    return {
      resources: parts.flatMap(part => part.resources),
      unavailable: parts.flatMap(part => part.unavailable),
    };
  };
}

async function readRoot(
  transport: Caller,
  path: '/api' | '/apis',
  kept: Map<string, Kept>,
): Promise<Discovered> {
  const before = kept.get(path);
  const answer = await transport.call({
    verb: 'discover',
    method: 'GET',
    path,
    accept: AGGREGATED,
    ifNoneMatch: before?.etag,
  });
  if (answer.status === 304 && before) {
    return before.found;
  }
  if (!isAggregatedDiscovery(answer.body)) {
    return fetchEach(
      transport,
      path === '/api'
        ? coreVersionsOf(answer.body)
        : groupVersionsOf(answer.body),
    );
  }
  const found = readAggregated(answer.body);
  if (answer.etag !== undefined) {
    kept.set(path, { etag: answer.etag, found });
  }
  return found;
}

/** One group that does not answer must not hide the others. */
async function fetchEach(
  transport: Caller,
  apiVersions: string[],
): Promise<Discovered> {
  const found: Discovered = { resources: [], unavailable: [] };
  await Promise.all(
    apiVersions.map(async apiVersion => {
      try {
        const list = await transport.call({
          verb: 'discover',
          method: 'GET',
          path: resourceTypesPath(apiVersion),
        });
        found.resources.push(...readResourceList(list.body as ResourceList));
      } catch {
        found.unavailable.push(apiVersion);
      }
    }),
  );
  return found;
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
