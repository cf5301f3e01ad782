import { Health, Phase } from 'backstage-plugin-stagings-common';
import { Condition, conditionOf } from './condition';

describe('conditionOf', () => {
  it.each<[Phase, Health, Condition]>([
    ['queued', 'unknown', 'queued'],
    ['waiting', 'healthy', 'waiting'],
    ['deploying', 'progressing', 'starting'],
    ['deploying', 'degraded', 'starting'],
    ['running', 'healthy', 'running'],
    ['running', 'progressing', 'running'],
    ['running', 'degraded', 'failing'],
    ['running', 'unknown', 'unknown'],
    ['failed', 'healthy', 'failed'],
    ['archiving', 'progressing', 'archiving'],
    ['archived', 'suspended', 'archived'],
    ['deleting', 'unknown', 'deleting'],
    ['deleted', 'unknown', 'deleted'],
  ])('calls %s and %s "%s"', (phase, health, condition) => {
    expect(conditionOf({ phase, health })).toBe(condition);
  });
});
