/**
 * Something that a cluster reported about an object of a staging. Clusters forget events after an hour or so.
 * @public
 */
export interface StagingEvent {
  type: 'Normal' | 'Warning';
  /** Machine word of the component that reports, for example `FailedScheduling`. */
  reason: string;
  message: string;
  object: { kind: string; name: string; namespace?: string };
  /** How often it happened. */
  count: number;
  /** ISO 8601 UTC. */
  firstSeen: string;
  lastSeen: string;
  /** Who reports it, for example `kubelet`. */
  source?: string;
}
