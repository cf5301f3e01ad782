import { HookRecord } from './hook';
import { ObjectIdentity } from './kubeObject';

/**
 * Whether an object was written yet. A `pending` one was about to be written when it was recorded, so it
 * may or may not exist.
 */
export type Actuation = 'pending' | 'applied';

/** One object that belongs to a staging, as the database remembers it. */
export interface InventoryEntry extends ObjectIdentity {
  /** API version last used, for example `v1`. */
  version: string;
  /** Known once the cluster has answered. */
  uid?: string;
  /** Of the object as it was last applied; absent where the kind has none. */
  generation?: number;
  actuation: Actuation;
  /** Revision of the last render that held the object. */
  revision: number;
  /** Present for hooks only: they come and go, and say nothing about the health of the staging. */
  hook?: HookRecord;
  /** Whether it existed before the staging, which then never deletes it. */
  adopted?: boolean;
}

/** Replicas, suspension and pauses of one object before it was archived. */
export interface RecordedScale extends ObjectIdentity {
  replicas?: number;
  suspend?: boolean;
  /** Those of the annotations that make its operator rest which it had already. */
  annotations?: Record<string, string>;
  /** A job that had already finished, which neither archive nor restore touches. */
  finished?: boolean;
}
