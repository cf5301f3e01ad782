import { ApiProxy, PassingCall, startApiProxy } from './apiProxy';
import { TestCluster } from './cluster';

const NAMESPACE = /^\/api(?:s\/[^/]+)?\/v[^/]+\/namespaces\/([^/?]+)\/?([^?]*)/;

/** Where the work on a staging stops. */
export type StopPoint = {
  /** Whether the cluster has not seen the call yet, or has carried it out and the portal does not know. */
  moment: 'before' | 'after';
} & (
  | { at: 'write'; write: string }
  /** Any call, the how many-th of the operation, from 1. */
  | { at: 'call'; call: number }
);

/** What the portal asks of a staging's namespace during one operation, and how far it is let. */
export class Passage {
  /** The call that it was stopped at; undefined before. */
  stoppedAt?: string;
  /** All changes that were let through, such as `PATCH services/web`, or `PATCH services/web, 2` for the second. */
  readonly writes: string[] = [];
  /** Names of the Jobs that were made, each as often as it was. */
  readonly madeJobs: string[] = [];
  private isStopping = false;
  private seen = 0;

  constructor(private stop: StopPoint | undefined) {}

  /** Lets everything pass from now on. */
  release(): void {
    this.stop = undefined;
    this.isStopping = false;
  }

  async decide(call: PassingCall, object: string): Promise<void> {
    // Everything that comes later stays out as well, as if the portal were dead already.
    if (this.isStopping) return;
    this.seen += 1;
    const what = this.nameOf(call, object);
    const { stop } = this;
    if (!stop || !this.isReached(stop, what)) {
      if (call.method !== 'GET') this.writes.push(what);
      this.note(call, await call.pass());
      return;
    }
    this.isStopping = true;
    if (stop.moment === 'after') this.note(call, await call.carryOut());
    this.stoppedAt = what;
  }

  private isReached(stop: StopPoint, what: string): boolean {
    return stop.at === 'write' ? stop.write === what : stop.call === this.seen;
  }

  private nameOf(call: PassingCall, object: string): string {
    const { method } = call;
    if (method === 'GET') return `GET ${object}`;
    const what = `${method} ${object}${
      method === 'POST' ? `/${nameIn(call)}` : ''
    }`;
    const before = this.writes.filter(
      write => write === what || write.startsWith(`${what}, `),
    ).length;
    return before === 0 ? what : `${what}, ${before + 1}`;
  }

  private note(call: PassingCall, status: number): void {
    const { method, url } = call;
    if (method === 'POST' && /\/jobs(\?|$)/.test(url) && status === 201) {
      this.madeJobs.push(nameIn(call));
    }
  }
}

function nameIn({ body }: PassingCall): string {
  const object: { metadata: { name: string } } = JSON.parse(body);
  return object.metadata.name;
}

/** Stands between a portal and its cluster, and stops the work on each staging where it is told to. */
export interface HoldingProxy extends ApiProxy {
  /** Counts the calls about a namespace anew, and stops them at a point, where one is given. */
  follow(namespace: string, stop?: StopPoint): Passage;
  /** Milliseconds since the last call about a namespace that is followed. */
  quietFor(): number;
}

export async function startHoldingProxy(
  cluster: TestCluster,
): Promise<HoldingProxy> {
  const passages = new Map<string, Passage>();
  let lastCallAt = Date.now();
  const proxy = await startApiProxy(cluster, async call => {
    const [, namespace = '', object = ''] = NAMESPACE.exec(call.url) ?? [];
    const passage = passages.get(namespace);
    if (passage) lastCallAt = Date.now();
    await (passage
      ? passage.decide(call, object || 'the namespace')
      : call.pass());
  });
  return {
    ...proxy,
    follow(namespace, stop) {
      const passage = new Passage(stop);
      passages.set(namespace, passage);
      return passage;
    },
    quietFor: () => Date.now() - lastCallAt,
  };
}
