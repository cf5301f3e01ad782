import { Explanation } from 'backstage-plugin-stagings-common';

/** How the portal follows a cluster. */
export interface ClusterSign {
  /** When all of its watches were last known to be live, in milliseconds since the epoch. */
  liveAt?: number;
  /** What keeps it from being followed; absent while it is. */
  trouble?: Explanation;
}
