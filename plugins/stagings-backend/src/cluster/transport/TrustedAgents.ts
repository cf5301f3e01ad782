import { ClusterUnreachableError } from '../errors';
import { ClientCertificate, ClusterConnection } from '../types';
import {
  Agents,
  closeAgents,
  Identity,
  openAgents,
  readCertificateAuthority,
  retireAgents,
} from './agents';

/** Milliseconds after which the file with the certificate authority is looked at again. */
const LOOK_EVERY = 60_000;

/** The connections to one cluster, made anew when its certificate authority or the client's certificate is another one. */
export class TrustedAgents {
  private current?: { agents: Agents; identity: Identity };
  private opening?: Promise<{ agents: Agents; identity: Identity }>;
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
  async get(client?: ClientCertificate): Promise<Agents> {
    if (this.closed) {
      throw new ClusterUnreachableError(
        this.connection.name,
        'CLOSED',
        'the connection to it has been closed',
      );
    }
    const fresh =
      isSameClient(this.current?.identity.client, client) &&
      (this.connection.caFile === undefined ||
        this.now() - this.lookedAt < LOOK_EVERY);
    return this.current && fresh ? this.current.agents : this.open(client);
  }

  /** Looks at once whether there is another certificate authority. */
  async renew(): Promise<boolean> {
    const before = this.current;
    return (await this.open(before?.identity.client)) !== before?.agents;
  }

  close(): void {
    this.closed = true;
    if (this.current) {
      closeAgents(this.current.agents);
    }
  }

  /** Calls at the same time share what is opened; whoever signs in otherwise opens again after them. */
  private async open(client: ClientCertificate | undefined): Promise<Agents> {
    while (this.opening) {
      const { agents, identity } = await this.opening;
      if (isSameClient(identity.client, client)) return agents;
    }
    this.opening = this.reopen(client).finally(() => {
      this.opening = undefined;
    });
    return (await this.opening).agents;
  }

  private async reopen(
    client: ClientCertificate | undefined,
  ): Promise<{ agents: Agents; identity: Identity }> {
    const before = this.current;
    let ca: Buffer | undefined;
    try {
      ca = await readCertificateAuthority(this.connection);
    } catch (error) {
      if (!before) throw error;
      ca = before.identity.ca;
    }
    this.lookedAt = this.now();
    const identity = { ca, client };
    if (before && isSame(before.identity, identity)) {
      return before;
    }
    if (before) {
      retireAgents(before.agents);
    }
    this.current = { agents: openAgents(this.connection, identity), identity };
    return this.current;
  }
}

function isSame(one: Identity, other: Identity): boolean {
  return (
    (one.ca ?? '').toString() === (other.ca ?? '').toString() &&
    isSameClient(one.client, other.client)
  );
}

function isSameClient(
  one: ClientCertificate | undefined,
  other: ClientCertificate | undefined,
): boolean {
  return one?.certificate === other?.certificate && one?.key === other?.key;
}
