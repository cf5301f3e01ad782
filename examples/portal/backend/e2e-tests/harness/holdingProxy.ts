import { ApiProxy, PassingCall, startApiProxy } from './apiProxy';
import { TestCluster } from './cluster';

const NAMESPACE = /^\/api(?:s\/[^/]+)?\/v[^/]+\/namespaces\/([^/?]+)\/?([^?]*)/;

/** Where the work on a staging stops. */
export interface StopPoint {
  /** Which call of the operation it is, from 1. */
  call: number;
  /** Whether only changes count, or reads as well. */
  of: 'writes' | 'calls';
  /** Whether the cluster has not seen the call yet, or has carried it out and the portal does not know. */
  moment: 'before' | 'after';
}

/** What the portal asks of a staging's namespace during one operation, and how far it is let. */
export class Passage {
  /** The call that it was stopped at, such as `PATCH services/web`; undefined before. */
  stoppedAt?: string;
  /** All changes that were let through. */
  readonly writes = new Set<string>();
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
    const { stop } = this;
    const counts = stop?.of === 'calls' || call.method !== 'GET';
    if (counts) this.seen += 1;
    const what = `${call.method} ${object}`;
    if (!stop || !counts || this.seen !== stop.call) {
      if (call.method !== 'GET') this.writes.add(what);
      this.note(call, await call.pass());
      return;
    }
    this.isStopping = true;
    if (stop.moment === 'after') this.note(call, await call.carryOut());
    this.stoppedAt = what;
  }

  private note({ method, url, body }: PassingCall, status: number): void {
    if (method !== 'POST' || !/\/jobs(\?|$)/.test(url) || status !== 201)
      return;
    const job: { metadata: { name: string } } = JSON.parse(body);
    this.madeJobs.push(job.metadata.name);
  }
}

/** Stands between a portal and its cluster, and stops the work on each staging where it is told to. */
export interface HoldingProxy extends ApiProxy {
  /** Counts the calls about a namespace anew, and stops them at a point, where one is given. */
  follow(namespace: string, stop?: StopPoint): Passage;
}

export async function startHoldingProxy(
  cluster: TestCluster,
): Promise<HoldingProxy> {
  const passages = new Map<string, Passage>();
  const proxy = await startApiProxy(cluster, async call => {
    const [, namespace = '', object = ''] = NAMESPACE.exec(call.url) ?? [];
    const passage = passages.get(namespace);
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
  };
}
