import { apiVersionOf } from '../../model/kubeObject';
import { GroupUnavailableError } from '../errors';
import { ApiResource } from '../types';
import { Discovered } from './parseDiscovery';

/** Milliseconds for which the answer is good. */
const LIFETIME = 10 * 60_000;
/** Milliseconds between two looks for a kind that was not there. */
const MISS_INTERVAL = 30_000;
/** After a definition of kinds was written: how often to look, and for how long. */
const CHANGE_INTERVAL = 1_000;
const CHANGE_PERIOD = 60_000;

interface Snapshot {
  at: number;
  byKind: Map<string, ApiResource>;
  discovered: Discovered;
}

/** Remembers what a cluster serves. */
export class Discovery {
  private snapshot?: Snapshot;
  private fetching?: Promise<Snapshot>;
  private changingUntil = 0;

  constructor(
    private readonly cluster: string,
    private readonly fetch: () => Promise<Discovered>,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Undefined when the cluster does not serve the kind.
   * @throws GroupUnavailableError when nobody can tell at the moment
   */
  async find(
    apiVersion: string,
    kind: string,
  ): Promise<ApiResource | undefined> {
    const key = keyOf(apiVersion, kind);
    let snapshot = await this.read(LIFETIME);
    if (!snapshot.byKind.has(key)) {
      snapshot = await this.read(this.missInterval());
    }
    const found = snapshot.byKind.get(key);
    if (!found && snapshot.discovered.unavailable.includes(apiVersion)) {
      throw new GroupUnavailableError(this.cluster, apiVersion);
    }
    return found;
  }

  /** A definition of kinds was written: they appear within seconds. */
  expectChange(): void {
    this.changingUntil = this.now() + CHANGE_PERIOD;
  }

  async all(): Promise<ApiResource[]> {
    return (await this.read(LIFETIME)).discovered.resources;
  }

  private missInterval(): number {
    return this.now() < this.changingUntil ? CHANGE_INTERVAL : MISS_INTERVAL;
  }

  private async read(maxAge: number): Promise<Snapshot> {
    if (this.snapshot && this.now() - this.snapshot.at < maxAge) {
      return this.snapshot;
    }
    this.fetching ??= this.refresh().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async refresh(): Promise<Snapshot> {
    const discovered = await this.fetch();
    const byKind = new Map(
      discovered.resources.map(resource => [
        keyOf(apiVersionOf(resource.group, resource.version), resource.kind),
        resource,
      ]),
    );
    this.snapshot = { at: this.now(), byKind, discovered };
    return this.snapshot;
  }
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}|${kind}`;
}
