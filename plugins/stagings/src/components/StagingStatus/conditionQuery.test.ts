import { Health, Phase, StagingCount } from 'backstage-plugin-stagings-common';
import { conditionOf, CONDITIONS } from './condition';
import { countByCondition, countByState, queryOf } from './conditionQuery';

const PHASES: Phase[] = [
  ...(['queued', 'waiting', 'deploying', 'running', 'failed'] as const),
  ...(['archiving', 'archived', 'deleting', 'deleted'] as const),
];
const HEALTHS: Health[] = [
  ...(['healthy', 'progressing', 'degraded'] as const),
  ...(['suspended', 'unknown'] as const),
];
const all: StagingCount[] = PHASES.flatMap(phase =>
  HEALTHS.map(health => ({ phase, health, count: 1 })),
);

describe('queryOf', () => {
  it.each(CONDITIONS)('finds exactly the stagings that are %s', condition => {
    const { phase, health } = queryOf(condition);
    const found = all.filter(
      each =>
        phase?.includes(each.phase) && (health?.includes(each.health) ?? true),
    );
    expect(found).toEqual(all.filter(each => conditionOf(each) === condition));
  });
});

describe('counts', () => {
  const counts: StagingCount[] = [
    { phase: 'running', health: 'healthy', count: 4 },
    { phase: 'running', health: 'degraded', count: 2 },
    { phase: 'running', health: 'unknown', count: 1 },
    { phase: 'archived', health: 'suspended', count: 3 },
    { phase: 'deleted', health: 'unknown', count: 9 },
  ];

  it('are by what people call the states', () => {
    expect(countByCondition(counts)).toEqual([
      { condition: 'failing', count: 2 },
      { condition: 'unknown', count: 1 },
      { condition: 'running', count: 4 },
      { condition: 'archived', count: 3 },
      { condition: 'deleted', count: 9 },
    ]);
  });

  it('tell active from archived', () => {
    expect(countByState(counts)).toEqual({ active: 7, archived: 3 });
  });
});
