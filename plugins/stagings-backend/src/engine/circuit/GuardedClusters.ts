import { ClusterClient, ClusterRegistry } from '../../cluster/types';
import { Circuit } from './Circuit';

/** Answers of these may come from memory, so that they prove nothing. */
const REMEMBERED: ReadonlySet<PropertyKey> = new Set<keyof ClusterClient>([
  'findResource',
  'listResources',
  'serverVersion',
]);

/** These find their own way back to the cluster. */
const UNGUARDED: ReadonlySet<PropertyKey> = new Set<keyof ClusterClient>([
  'watch',
  'close',
]);

/** The clusters as workers use them: one that does not answer takes nobody's time. */
export class GuardedClusters implements ClusterRegistry {
  private readonly inner: ClusterRegistry;
  private readonly now: () => number;
  private readonly onAnswerAgain: (cluster: string) => void;
  private readonly circuits = new Map<string, Circuit>();

  /** @param onAnswerAgain - is called when a cluster answers after it was left alone */
  constructor(
    inner: ClusterRegistry,
    now: () => number,
    onAnswerAgain: (cluster: string) => void,
  ) {
    this.inner = inner;
    this.now = now;
    this.onAnswerAgain = onAnswerAgain;
  }

  names(): string[] {
    return this.inner.names();
  }

  /** @throws WaitingError as well, while the cluster is left alone */
  get(name: string): ClusterClient {
    const client = this.inner.get(name);
    const circuit = this.circuit(name);
    circuit.requireAdmission();
    return guard(client, circuit);
  }

  close(): void {
    this.inner.close();
  }

  circuit(name: string): Circuit {
    const known = this.circuits.get(name);
    if (known) return known;
    const circuit = new Circuit(this.now, () => this.onAnswerAgain(name));
    this.circuits.set(name, circuit);
    return circuit;
  }
}

/**
 * When a cluster answered again after it was left alone, in milliseconds since the epoch; 0 when it never
 * was since the backend started.
 */
export function answersSince(
  clusters: ClusterRegistry,
  cluster: string,
): number {
  return clusters instanceof GuardedClusters
    ? clusters.circuit(cluster).backAt ?? 0
    : 0;
}

/** A client whose every call goes through the circuit, whatever calls there are. */
function guard(client: ClusterClient, circuit: Circuit): ClusterClient {
  return new Proxy(client, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== 'function') return member;
      if (UNGUARDED.has(property)) return member.bind(target);
      return (...args: unknown[]) =>
        circuit.run(
          () => member.apply(target, args) as Promise<unknown>,
          !REMEMBERED.has(property),
        );
    },
  });
}
