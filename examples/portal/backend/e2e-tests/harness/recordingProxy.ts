import { ApiProxy, startApiProxy } from './apiProxy';
import { TestCluster } from './cluster';

/** A change that a portal asked of the cluster. Times are milliseconds since the epoch. */
export interface RecordedWrite {
  portal: string;
  method: string;
  path: string;
  /** The namespace that was changed, or changed in. */
  namespace: string;
  /** Who held the staging's lease when the request came in. */
  owner: string | undefined;
  from: number;
  to: number;
}

const NAMESPACE = /^\/api(?:s\/[^/]+)?\/v[^/]+\/namespaces\/([^/?]+)/;

/** Where a proxy tells what it sees. */
export interface Recorder {
  /** Asked before a write is passed on. */
  ownerOf(namespace: string): Promise<string | undefined>;
  /** Told after the cluster has answered. */
  onWrite(write: RecordedWrite): void;
}

/** Stands between a portal and its cluster, and writes down what the portal changes there. */
export function startRecordingProxy(
  portal: string,
  cluster: TestCluster,
  { ownerOf, onWrite }: Recorder,
): Promise<ApiProxy> {
  return startApiProxy(cluster, async call => {
    const { method, url: path } = call;
    const namespace = method === 'GET' ? undefined : NAMESPACE.exec(path)?.[1];
    const owner = namespace && (await ownerOf(namespace));
    const from = Date.now();
    await call.pass();
    if (!namespace) return;
    const to = Date.now();
    onWrite({ portal, method, path, namespace, owner, from, to });
  });
}
