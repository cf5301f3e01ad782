import { randomBytes } from 'node:crypto';
import { KubeApi } from './KubeApi';
import { BenchOptions } from './options';
import { findPrograms, Programs } from './programs';

/** What all measurements share; it knows every namespace that they make. */
export class Bench {
  readonly api: KubeApi;
  readonly programs: Programs;
  private readonly run = randomBytes(3).toString('hex');
  private readonly namespaces = new Set<string>();
  private count = 0;

  constructor(readonly options: BenchOptions) {
    this.api = new KubeApi(options.kubeConfig);
    this.programs = findPrograms(options.kubeConfig);
  }

  /** The name of a namespace that nobody uses yet. */
  newNamespace(): string {
    this.count += 1;
    return this.adopt(`bench-${this.run}-${this.count}`);
  }

  /** A branch that no staging has yet. */
  newBranch(): string {
    this.count += 1;
    return `bench/${this.run}-${this.count}`;
  }

  /** Has a namespace removed at the end as well. */
  adopt(namespace: string): string {
    this.namespaces.add(namespace);
    return namespace;
  }

  /** Removes all namespaces so far, and waits until nothing is left of them. */
  async cleanUp(): Promise<void> {
    const names = [...this.namespaces];
    this.namespaces.clear();
    await this.api.removeNamespaces(names);
  }
}
