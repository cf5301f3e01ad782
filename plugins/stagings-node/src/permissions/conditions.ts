import { createConditionExports } from '@backstage/plugin-permission-node';
import { stagingResourceRef } from './resource';
import { stagingRules } from './rules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: stagingResourceRef,
  rules: stagingRules,
});

/**
 * Conditions on stagings for permission policies, for example
 * `stagingConditions.isEntityOwner({ claims: user.info.ownershipEntityRefs })`.
 * @public
 */
export const stagingConditions = conditions;

/**
 * Makes a conditional decision out of {@link stagingConditions}.
 * @public
 */
export const createStagingConditionalDecision = createConditionalDecision;
