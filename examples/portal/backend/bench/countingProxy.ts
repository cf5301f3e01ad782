import { ApiProxy, startApiProxy } from '../e2e-tests/harness/apiProxy';
import { TestCluster } from '../e2e-tests/harness/cluster';

export type RequestKind = 'list' | 'watch' | 'get' | 'write';

/** Stands between a portal and its cluster, and counts what the portal asks. */
export interface CountingProxy extends ApiProxy {
  /** Since the last call. */
  take(): Record<RequestKind, number>;
}

export async function startCountingProxy(
  cluster: TestCluster,
): Promise<CountingProxy> {
  let counts = zero();
  const proxy = await startApiProxy(cluster, call => {
    counts[kindOf(call.method, call.url)] += 1;
    return call.pass();
  });
  return {
    ...proxy,
    take() {
      const taken = counts;
      counts = zero();
      return taken;
    },
  };
}

function zero(): Record<RequestKind, number> {
  return { list: 0, watch: 0, get: 0, write: 0 };
}

/** A collection's path ends with the plural, an object's with its name. */
function kindOf(method: string, url: string): RequestKind {
  if (method !== 'GET') return 'write';
  const { pathname, searchParams } = new URL(url, 'http://cluster');
  if (searchParams.has('watch')) return 'watch';
  const collection =
    /^\/(api|apis\/[^/]+)\/[^/]+(\/namespaces\/[^/]+)?\/[^/]+$/.exec(pathname);
  const isNamespace = /^\/api\/v1\/namespaces\/[^/]+$/.test(pathname);
  return collection && !isNamespace ? 'list' : 'get';
}
