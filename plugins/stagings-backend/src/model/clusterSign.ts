import { Explanation, Phase } from 'backstage-plugin-stagings-common';

/** How the portal follows a cluster. */
export interface ClusterSign {
  /** When all of its watches were last known to be live, in milliseconds since the epoch. */
  liveAt?: number;
  /** What keeps it from being followed; absent while it is. */
  trouble?: Explanation;
}

/** Phases in which the cluster's word counts: the others say by themselves what is going on. */
export const OBSERVED_PHASES = [
  'waiting',
  'deploying',
  'running',
  'failed',
] as const satisfies readonly Phase[];

/** How far the portal can see: what was last seen outside of it is not known any more. */
export interface Sight {
  /** Clusters that are followed. */
  clusters: string[];
  /** In other clusters, what was observed later than this. In milliseconds since the epoch. */
  after: number;
}
