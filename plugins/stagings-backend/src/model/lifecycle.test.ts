import { DesiredState, Health, Phase } from 'backstage-plugin-stagings-common';
import {
  allowedRequests,
  LifecycleRequest,
  nextStep,
  Step,
  transition,
} from './lifecycle';

/** Every phase with the desired state that leads to it. */
const phases: [Phase, DesiredState][] = [
  ['queued', 'running'],
  ['waiting', 'running'],
  ['deploying', 'running'],
  ['running', 'running'],
  ['failed', 'running'],
  ['archiving', 'archived'],
  ['archived', 'archived'],
  ['deleting', 'deleted'],
];

const pairs = phases.flatMap(([phase, desired]) =>
  allowedRequests(phase).map(request => [phase, desired, request] as const),
);

describe('what each phase allows', () => {
  it.each(phases)('%s has a way on', phase => {
    expect(allowedRequests(phase)).not.toHaveLength(0);
  });

  it.each(phases)('%s can be deleted', phase => {
    expect(allowedRequests(phase)).toContain('delete');
  });

  it('deleted is final', () => {
    expect(allowedRequests('deleted')).toHaveLength(0);
  });

  it.each(pairs)(
    '%s (wanted %s) leads on after %s, and the engine has something to do unless it is archived',
    (phase, desired, request) => {
      const after = transition({ desired, phase }, request);
      const step = nextStep({
        ...after,
        health: 'healthy',
        revision: 2,
        appliedRevision: 1,
      });
      const waitsForRestore = request === 'update' && phase === 'archived';
      expect(step === 'rest').toBe(waitsForRestore);
    },
  );
});

describe('transition', () => {
  it.each<[Phase, DesiredState, LifecycleRequest, Phase, DesiredState]>([
    ['running', 'running', 'update', 'queued', 'running'],
    ['running', 'running', 'redeploy', 'queued', 'running'],
    ['deploying', 'running', 'update', 'deploying', 'running'],
    ['failed', 'running', 'update', 'queued', 'running'],
    ['running', 'running', 'archive', 'archiving', 'archived'],
    ['archiving', 'archived', 'restore', 'queued', 'running'],
    ['archived', 'archived', 'restore', 'queued', 'running'],
    ['archived', 'archived', 'update', 'archived', 'archived'],
    ['archiving', 'archived', 'update', 'archiving', 'archived'],
    ['archived', 'archived', 'delete', 'deleting', 'deleted'],
    ['deleting', 'deleted', 'delete', 'deleting', 'deleted'],
  ])(
    '%s, wanted %s: %s makes it %s, wanted %s',
    (phase, desired, request, thenPhase, thenDesired) => {
      expect(transition({ desired, phase }, request)).toEqual({
        phase: thenPhase,
        desired: thenDesired,
      });
    },
  );
});

describe('nextStep', () => {
  it.each<[Phase, DesiredState, { applied?: number; health?: Health }, Step]>([
    ['queued', 'running', {}, 'deploy'],
    ['queued', 'running', { applied: 3 }, 'deploy'],
    ['waiting', 'running', {}, 'deploy'],
    ['deploying', 'running', {}, 'deploy'],
    ['deploying', 'running', { applied: 2 }, 'deploy'],
    ['deploying', 'running', { applied: 3 }, 'settle'],
    ['running', 'running', { applied: 3 }, 'rest'],
    ['failed', 'running', { applied: 3, health: 'degraded' }, 'rest'],
    ['failed', 'running', { applied: 3, health: 'healthy' }, 'settle'],
    ['failed', 'running', { applied: 2, health: 'healthy' }, 'rest'],
    ['archiving', 'archived', { applied: 3 }, 'archive'],
    ['archived', 'archived', { applied: 3 }, 'rest'],
    ['deleting', 'deleted', { applied: 3 }, 'delete'],
    ['deleted', 'deleted', {}, 'rest'],
  ])('%s, wanted %s, %j: %s', (phase, desired, { applied, health }, step) => {
    expect(
      nextStep({
        phase,
        desired,
        health: health ?? 'unknown',
        revision: 3,
        appliedRevision: applied,
      }),
    ).toBe(step);
  });
});
