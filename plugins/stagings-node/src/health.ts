import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Explanation, ResourceHealth } from 'backstage-plugin-stagings-common';
import { KubernetesObject } from './kubernetes';

/**
 * What a health rule may look at besides the object itself.
 * @public
 */
export interface HealthRuleContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** What the object owns, directly or not: ReplicaSets, Jobs, Pods. */
  children?: readonly KubernetesObject[];
  /** Core events about the object and what it owns, in any order. Absent or empty where they were not read. */
  events?: readonly KubernetesObject[];
  /** The staging is archived, so that an object without pods is as wanted. */
  archived?: boolean;
}

/**
 * Health of one object with the reason, where there is something to say.
 * @public
 */
export interface ObjectHealth {
  health: ResourceHealth;
  explanation?: Explanation;
  /** Milliseconds since the epoch of the change that led to it, where the object tells. */
  since?: number;
}

/**
 * One rule: the health of one kind of object. Pure: it is called often, and the same input must give the same
 * answer. Objects come without `managedFields`, pod templates and most annotations.
 * @public
 */
export type HealthRule = (
  object: KubernetesObject,
  context: HealthRuleContext,
) => ObjectHealth;

/**
 * A rule with the kind that it is for.
 * @public
 */
export interface HealthRuleRegistration {
  /** Names the rule in error messages, for example after the module that adds it. */
  name: string;
  /** `group/Kind`, for example `kafka.strimzi.io/Kafka`; the core group is empty, as in `/Service`. */
  kind: string;
  rule: HealthRule;
}

/**
 * Takes health rules for kinds of objects.
 * @public
 */
export interface StagingsHealthExtensionPoint {
  /**
   * Adds a rule. It wins over the built-in one for its kind.
   * @throws Error where another rule was added for the kind, or the portal has started
   */
  addHealthRule(registration: HealthRuleRegistration): void;
}

/**
 * Where modules of the plugin `stagings` add health rules.
 * @public
 */
export const stagingsHealthExtensionPoint =
  createExtensionPoint<StagingsHealthExtensionPoint>({ id: 'stagings.health' });
