import { StagingsCluster } from 'backstage-plugin-stagings-common';

/** How the clusters are. Bounded in time, whatever the state of a cluster. */
export interface ClusterSurvey {
  clusters(): Promise<StagingsCluster[]>;
}
