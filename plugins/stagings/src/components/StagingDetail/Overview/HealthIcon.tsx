import { ResourceHealth } from 'backstage-plugin-stagings-common';
import { Condition } from '../../StagingStatus/condition';
import { ConditionIcon } from '../../StagingStatus/ConditionIcon';

const conditions: Record<ResourceHealth, Condition> = {
  healthy: 'running',
  progressing: 'starting',
  degraded: 'failing',
  suspended: 'archived',
  unknown: 'unknown',
  missing: 'failed',
};

/** The picture of an object's health, like that of a staging in the same state. */
export function HealthIcon({ health }: { health: ResourceHealth }) {
  return <ConditionIcon condition={conditions[health]} />;
}
