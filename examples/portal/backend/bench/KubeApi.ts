import { setTimeout as sleep } from 'node:timers/promises';
import { administrator } from '../e2e-tests/harness/cluster';
import { Manifest } from './chart';

const PLURALS: Record<string, string> = {
  Ingress: 'ingresses',
  NetworkPolicy: 'networkpolicies',
};
const PODS_LIMIT_MS = 300_000;
const GONE_LIMIT_MS = 900_000;
const LOOK_EVERY_MS = 250;

export interface Pod {
  metadata: { name: string; namespace: string; deletionTimestamp?: string };
  status: {
    conditions?: { type: string; status: string }[];
    containerStatuses?: object[];
  };
}

interface ListedObject {
  kind?: string;
  metadata: { name: string; uid: string; resourceVersion: string };
}

/** The cluster in the hands of an administrator, over kept connections. */
export class KubeApi {
  private readonly call: ReturnType<typeof administrator>;

  constructor(kubeConfig: string) {
    this.call = administrator(kubeConfig);
  }

  /** Opens as many connections as will be used at once. */
  async warmUp(connections: number): Promise<void> {
    await Promise.all(
      Array.from({ length: connections }, () => this.get('/version')),
    );
  }

  async get<T>(path: string): Promise<T> {
    const { status, text } = await this.call(
      'GET',
      path,
      '',
      'application/json',
    );
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`);
    return JSON.parse(text);
  }

  /** Server-side apply. */
  async apply(object: Manifest): Promise<void> {
    const path = `${pathOf(object)}?fieldManager=bench&force=true`;
    await this.send('PATCH', path, object, 'application/apply-patch+yaml');
  }

  async patchStatus(pod: Pod, status: object): Promise<void> {
    const { namespace, name } = pod.metadata;
    await this.send(
      'PATCH',
      `/api/v1/namespaces/${namespace}/pods/${name}/status`,
      { status },
      'application/merge-patch+json',
    );
  }

  /** Pods of a namespace that are not being removed. */
  async pods(namespace: string): Promise<Pod[]> {
    const { items } = await this.get<{ items: Pod[] }>(
      `/api/v1/namespaces/${namespace}/pods`,
    );
    return items.filter(({ metadata }) => !metadata.deletionTimestamp);
  }

  /** The resourceVersion of each object of the collections in a namespace. */
  async versions(
    namespace: string,
    collections: readonly string[],
  ): Promise<Map<string, string>> {
    const lists = await Promise.all(
      collections.map(async collection => {
        const [group, plural] = split(collection);
        const { items } = await this.get<{ items: ListedObject[] }>(
          `${group}/namespaces/${namespace}/${plural}`,
        );
        return items.map(
          ({ metadata }) =>
            [
              `${collection}/${metadata.name}`,
              metadata.resourceVersion,
            ] as const,
        );
      }),
    );
    return new Map(lists.flat());
  }

  /** Waits until a namespace has so many pods and all of them are ready. */
  async untilReady(namespace: string, count: number): Promise<void> {
    const deadline = Date.now() + PODS_LIMIT_MS;
    for (;;) {
      const pods = await this.pods(namespace);
      if (pods.length === count && pods.every(isReady)) return;
      if (Date.now() > deadline) {
        throw new Error(`The pods of ${namespace} do not become ready`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Deletes namespaces, and waits until nothing is left of them. */
  async removeNamespaces(names: readonly string[]): Promise<void> {
    await Promise.all(
      names.map(name =>
        this.call(
          'DELETE',
          `/api/v1/namespaces/${name}`,
          '',
          'application/json',
        ),
      ),
    );
    const wanted = new Set(names);
    const deadline = Date.now() + GONE_LIMIT_MS;
    while (Date.now() < deadline) {
      const { items } = await this.get<{ items: ListedObject[] }>(
        '/api/v1/namespaces',
      );
      if (!items.some(({ metadata }) => wanted.has(metadata.name))) return;
      await sleep(1_000);
    }
    throw new Error('The namespaces of the benchmark do not go away');
  }

  private async send(
    method: string,
    path: string,
    body: object,
    contentType: string,
  ): Promise<void> {
    const { status, text } = await this.call(method, path, body, contentType);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  }
}

export function isReady({ status }: Pod): boolean {
  return (status.conditions ?? []).some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
}

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const namespace = metadata.namespace
    ? `/namespaces/${metadata.namespace}`
    : '';
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  return `${group}${namespace}/${plural}/${metadata.name}`;
}

function split(collection: string): [group: string, plural: string] {
  const at = collection.lastIndexOf('/');
  return [collection.slice(0, at), collection.slice(at + 1)];
}
