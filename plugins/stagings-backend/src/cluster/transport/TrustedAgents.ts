import { ClusterUnreachableError } from '../errors';
import { ClusterConnection } from '../types';
import {
  Agents,
  closeAgents,
  openAgents,
  readCertificateAuthority,
  retireAgents,
} from './agents';

/** Milliseconds after which the file with the certificate authority is looked at again. */
const LOOK_EVERY = 60_000;

/** The connections to one cluster, made anew when its certificate authority is another one. */
export class TrustedAgents {
  private current?: { agents: Agents; ca: Buffer | undefined };
  private opening?: Promise<Agents>;
  private lookedAt = 0;
  private closed = false;

  constructor(
    private readonly connection: ClusterConnection,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * @throws ClusterConfigError when the certificate authority cannot be read and never was
   * @throws ClusterUnreachableError after `close`
   */
  async get(): Promise<Agents> {
    if (this.closed) {
      throw new ClusterUnreachableError(
        this.connection.name,
        'CLOSED',
        'the connection to it has been closed',
      );
    }
    const fresh =
      this.connection.caFile === undefined ||
      this.now() - this.lookedAt < LOOK_EVERY;
    return this.current && fresh ? this.current.agents : this.open();
  }

  /** Looks at once whether there is another certificate authority. */
  async renew(): Promise<boolean> {
    const before = this.current?.agents;
    return (await this.open()) !== before;
  }

  close(): void {
    this.closed = true;
    if (this.current) {
      closeAgents(this.current.agents);
    }
  }

  private open(): Promise<Agents> {
    this.opening ??= this.reopen().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private async reopen(): Promise<Agents> {
    const before = this.current;
    let ca: Buffer | undefined;
    try {
      ca = await readCertificateAuthority(this.connection);
    } catch (error) {
      if (!before) throw error;
      ca = before.ca;
    }
    this.lookedAt = this.now();
    if (before && (before.ca ?? '').toString() === (ca ?? '').toString()) {
      return before.agents;
    }
    if (before) {
      retireAgents(before.agents);
    }
    const agents = openAgents(this.connection, ca);
    this.current = { agents, ca };
    return agents;
  }
}
