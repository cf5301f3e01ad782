import {
  DesiredState,
  Health,
  OperationKind,
  Phase,
} from 'backstage-plugin-stagings-common';
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
  allowedRequests({ phase }).map(request => [phase, desired, request] as const),
);

/** The order that a request leaves for the engine. */
const orders: Record<LifecycleRequest, OperationKind | undefined> = {
  update: 'deploy',
  redeploy: 'deploy',
  restart: 'restart',
  cancel: 'cancel',
  archive: 'archive',
  restore: 'restore',
  delete: 'delete',
  forget: undefined,
};

describe('what each phase allows', () => {
  it.each(phases)('%s has a way on', phase => {
    expect(allowedRequests({ phase })).not.toHaveLength(0);
  });

  it.each(phases)('%s can be deleted', phase => {
    expect(allowedRequests({ phase })).toContain('delete');
  });

  it('deleted is final', () => {
    expect(allowedRequests({ phase: 'deleted' })).toHaveLength(0);
  });

  it.each(pairs)(
    '%s (wanted %s) leads on after %s, and the engine has something to do unless that is the end of it',
    (phase, desired, request) => {
      const before = { desired, phase, deployedRevision: 1 };
      const after = transition(before, request);
      const step = nextStep(
        { ...after, health: 'healthy', revision: 2, appliedRevision: 1 },
        orders[request],
      );
      const waitsForRestore = request === 'update' && phase === 'archived';
      const isOver = request === 'forget';
      expect(step === 'rest').toBe(waitsForRestore || isOver);
    },
  );

  it.each<Phase>(['queued', 'waiting', 'deploying'])(
    '%s can be cancelled, and a first deploy that was is a failed one',
    phase => {
      expect(allowedRequests({ phase })).toContain('cancel');
      const after = transition({ desired: 'running', phase }, 'cancel');
      expect(after).toEqual({ desired: 'running', phase: 'failed' });
      expect(allowedRequests(after)).toEqual(
        expect.arrayContaining(['update', 'redeploy', 'delete']),
      );
    },
  );

  it.each<Phase>(['queued', 'waiting', 'deploying'])(
    'a restore that is %s is turned round by an archive, not cancelled',
    phase => {
      const requests = allowedRequests({ phase, recordedScales: [] });
      expect(requests).not.toContain('cancel');
      expect(requests).toContain('archive');
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
    ['deleting', 'deleted', 'forget', 'deleted', 'deleted'],
    ['running', 'running', 'restart', 'running', 'running'],
    ['failed', 'running', 'restart', 'failed', 'running'],
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
  interface Circumstances {
    applied?: number;
    health?: Health;
    order?: OperationKind;
  }

  it.each<[Phase, DesiredState, Circumstances, Step]>([
    ['queued', 'running', {}, 'deploy'],
    ['queued', 'running', { applied: 3 }, 'deploy'],
    ['queued', 'running', { applied: 3, order: 'cancel' }, 'goBack'],
    ['waiting', 'running', {}, 'deploy'],
    ['deploying', 'running', {}, 'deploy'],
    ['deploying', 'running', { applied: 2 }, 'deploy'],
    ['deploying', 'running', { applied: 2, order: 'cancel' }, 'deploy'],
    ['deploying', 'running', { applied: 3 }, 'settle'],
    ['running', 'running', { applied: 3 }, 'rest'],
    ['running', 'running', { applied: 3, order: 'restart' }, 'restart'],
    ['failed', 'running', { applied: 3, health: 'degraded' }, 'rest'],
    ['failed', 'running', { applied: 3, order: 'restart' }, 'restart'],
    ['failed', 'running', { applied: 3, health: 'healthy' }, 'settle'],
    ['failed', 'running', { applied: 2, health: 'healthy' }, 'rest'],
    ['archiving', 'archived', { applied: 3 }, 'archive'],
    ['archived', 'archived', { applied: 3 }, 'rest'],
    ['deleting', 'deleted', { applied: 3 }, 'delete'],
    ['deleted', 'deleted', {}, 'rest'],
  ])('%s, wanted %s, %j: %s', (phase, desired, circumstances, step) => {
    const { applied, health = 'unknown', order } = circumstances;
    const staging = { phase, desired, health, revision: 3 };
    expect(nextStep({ ...staging, appliedRevision: applied }, order)).toBe(
      step,
    );
  });
});
