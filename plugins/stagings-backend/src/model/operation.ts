import {
  Operation,
  OperationLogEntry,
  OperationState,
} from 'backstage-plugin-stagings-common';

/** An operation as the database holds it. Times are milliseconds since the epoch. */
export interface OperationRecord
  extends Omit<Operation, 'createdAt' | 'startedAt' | 'endedAt'> {
  createdAt: number;
  startedAt?: number;
  endedAt?: number;
  /** When its first object was about to be applied; absent where the cluster has nothing of it. */
  appliedSince?: number;
  /** When the problem that it meets now was first seen. */
  troubledSince?: number;
}

/** A line of an operation's log as the database holds it; `at` is milliseconds since the epoch. */
export interface OperationLogRecord extends Omit<OperationLogEntry, 'at'> {
  at: number;
}

/** States that an operation ends in. */
export type EndedOperationState = Exclude<OperationState, 'queued' | 'running'>;
