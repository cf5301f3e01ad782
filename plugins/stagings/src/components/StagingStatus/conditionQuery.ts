import {
  Health,
  ListStagingsQuery,
  StagingCount,
} from 'backstage-plugin-stagings-common';
import { Condition, conditionOf, CONDITIONS } from './condition';

const WELL: Health[] = ['healthy', 'progressing', 'suspended'];

/** What to ask the server for to find the stagings of a condition. */
export function queryOf(
  condition: Condition,
): Pick<ListStagingsQuery, 'phase' | 'health'> {
  switch (condition) {
    case 'starting':
      return { phase: ['deploying'] };
    case 'running':
      return { phase: ['running'], health: WELL };
    case 'failing':
      return { phase: ['running'], health: ['degraded'] };
    case 'unknown':
      return { phase: ['running'], health: ['unknown'] };
    default:
      return { phase: [condition] };
  }
}

/** How many stagings are in a condition. */
export interface ConditionCount {
  condition: Condition;
  count: number;
}

/** The server's counts by what people call the states; those without any are left out. */
export function countByCondition(counts: StagingCount[]): ConditionCount[] {
  return CONDITIONS.map(condition => ({
    condition,
    count: counts
      .filter(each => conditionOf(each) === condition)
      .reduce((sum, { count }) => sum + count, 0),
  })).filter(({ count }) => count > 0);
}

/** How many stagings are active, and how many are archived. */
export function countByState(
  counts: StagingCount[],
): Record<'active' | 'archived', number> {
  const sumOf = (fits: (phase: StagingCount['phase']) => boolean) =>
    counts
      .filter(({ phase }) => fits(phase))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    active: sumOf(phase => phase !== 'archived' && phase !== 'deleted'),
    archived: sumOf(phase => phase === 'archived'),
  };
}
