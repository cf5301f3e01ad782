import { Phase } from './staging';

/**
 * Something in a cluster that bears the labels of a staging which the portal has no record of, or only that
 * of a deleted one. What it owns, and what is in such a namespace, is not listed.
 * @public
 */
export interface Orphan {
  group: string;
  version: string;
  kind: string;
  name: string;
  /** Absent for objects that belong to the whole cluster. */
  namespace?: string;
  /** Name of the staging that its label tells. */
  staging: string;
  /** ISO 8601 UTC. */
  createdAt?: string;
}

/**
 * A cluster of stagings as administrators see it.
 * @public
 */
export interface StagingsCluster {
  name: string;
  reachable: boolean;
  /** Why it is not reachable, in one sentence. */
  message?: string;
  /** For example `v1.36.3`. */
  version?: string;
  /** How many stagings there are in each phase; phases without any are left out. */
  stagings: Partial<Record<Phase, number>>;
  /** Namespaces first. At most 200 of them. */
  orphans: Orphan[];
  /** How many orphans there are, also those beyond the list. */
  orphanCount: number;
  /** Kinds that the portal may not list in the cluster, so that orphans of them are not found. */
  unlistedKinds: string[];
  /** When the cluster was asked, ISO 8601 UTC. */
  observedAt: string;
}
