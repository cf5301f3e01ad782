import { ResourceNode } from 'backstage-plugin-stagings-common';
import { Readable } from 'node:stream';
import { StagingRecord } from './staging';

/** Which part of which container's log. */
export interface PodLogRequest {
  pod: string;
  container?: string;
  /** How many of the last lines. */
  tail: number;
  /** The run before the last restart. */
  previous: boolean;
  follow: boolean;
  signal: AbortSignal;
}

/** What people look at in the cluster itself. Errors are those of the cluster, in the words of `@backstage/errors`. */
export interface ClusterView {
  resources(staging: StagingRecord): Promise<ResourceNode[]>;
  /** @throws NotFoundError where the pod is not one of the staging's */
  podLog(staging: StagingRecord, request: PodLogRequest): Promise<Readable>;
}
