import {
  ResourceName,
  ResourceNode,
  StagingEvent,
} from 'backstage-plugin-stagings-common';
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
  /**
   * An object that was applied, as YAML, masked and without what the server keeps for itself.
   * @throws NotFoundError where it is none of the staging's, or gone
   */
  manifest(staging: StagingRecord, object: ResourceName): Promise<string>;
  /** What the cluster reported of the staging's objects, newest first. */
  events(staging: StagingRecord): Promise<StagingEvent[]>;
  /** @throws NotFoundError where the pod is not one of the staging's */
  podLog(staging: StagingRecord, request: PodLogRequest): Promise<Readable>;
}
