import {
  Explanation,
  Health,
  ResourceHealth,
} from 'backstage-plugin-stagings-common';
import { KubeObject } from '../model/kubeObject';

/** What rules may look at besides objects. */
interface ClusterContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** Core events about the objects and what they own, in any order. */
  events?: readonly KubeObject[];
  /** The staging is archived, so that workloads without pods are as wanted. */
  archived?: boolean;
}

/** What a rule may look at besides the object itself. */
export interface HealthContext extends ClusterContext {
  /** What the object owns, directly or not: ReplicaSets, Jobs, Pods. */
  children?: readonly KubeObject[];
}

/** What the health of a whole inventory depends on besides its objects. */
export interface InventoryContext extends ClusterContext {
  /** When the inventory was last applied, milliseconds; what is missing shortly after is on its way. */
  appliedAt?: number;
}

/** Health of one object with the reason, where there is something to say. */
export interface ObjectHealth {
  health: ResourceHealth;
  explanation?: Explanation;
  /** Milliseconds since the epoch of the change that led to it, where the object tells. */
  since?: number;
}

/** One rule: the health of one kind of object. Pure. */
export type HealthRule = (
  object: KubeObject,
  context: HealthContext,
) => ObjectHealth;

/** Health of one object of a staging, by name. */
export interface AssessedObject extends ObjectHealth {
  kind: string;
  name: string;
}

/** Health of a whole staging. */
export interface StagingHealth {
  health: Health;
  explanation?: Explanation;
}

/** Health as shown, with what is waiting to replace it. */
export interface PublishedHealth extends StagingHealth {
  /** Milliseconds since the epoch; changes only with `health`. */
  since: number;
  /** Seen, but not held for long enough to be shown. */
  candidate?: StagingHealth & { since: number };
  /** When to ask again even if nothing changes, because the candidate is due then. */
  recheckAt?: number;
}
