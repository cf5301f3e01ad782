import { Explanation, Health } from 'backstage-plugin-stagings-common';
import {
  HealthRule,
  HealthRuleContext,
  ObjectHealth as PlainObjectHealth,
} from 'backstage-plugin-stagings-node';
import { KubeObject } from '../model/kubeObject';

/** What a platform team decides about health on one cluster. */
export interface HealthPolicy {
  /** Rules of other modules by `group/Kind`; they win over the built-in ones. */
  rules?: ReadonlyMap<string, HealthRule>;
  /** Whether an Ingress is well only once it has an address. Many controllers never give one. */
  requireIngressAddress?: boolean;
  /** Milliseconds that a pod may be without a node; longer where an autoscaler adds nodes. */
  schedulingWindow?: number;
}

/** What a rule may look at besides the object itself. */
export interface HealthContext extends HealthRuleContext {
  policy?: HealthPolicy;
}

/** What the health of a whole inventory depends on besides its objects. */
export interface InventoryContext extends Omit<HealthContext, 'children'> {
  /** When the inventory was last applied, milliseconds; what is missing shortly after is on its way. */
  appliedAt?: number;
}

/** Health of one object with the reason, where there is something to say. */
export interface ObjectHealth extends PlainObjectHealth {
  /** Shown with the object, but says nothing about the staging: a CronJob that is suspended on purpose. */
  neutral?: boolean;
}

/** One built-in rule: the health of one kind of object. Pure. */
export type BuiltInRule = (
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
