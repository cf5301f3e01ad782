import { Explanation, Phase } from 'backstage-plugin-stagings-common';
import { staging } from '../../__testUtils__/fixtures';
import { NextStep, nextStepOf } from './nextStep';

const ALL = [
  'update',
  'redeploy',
  'cancel',
  'restore',
  'delete',
  'readLogs',
] as const;

const crash: Partial<Explanation> = {
  reason: 'CrashLoop',
  evidence: {
    object: { kind: 'Pod', name: 'worker-1' },
    container: 'worker',
    image: 'shop:1',
    exitCode: 1,
  },
};
const noImage: Partial<Explanation> = {
  reason: 'ImagePullFailed',
  evidence: { container: 'web', image: 'shop:1' },
};
const refused: Partial<Explanation> = {
  reason: 'QuotaExceeded',
  hint: { text: 'Raise the quota', audience: 'platform' },
};

describe('nextStepOf', () => {
  it.each<[string, Phase, Partial<Explanation>, NextStep | undefined]>([
    [
      'shows the log of the container that fails',
      'failed',
      crash,
      { kind: 'log', log: { pod: 'worker-1', container: 'worker' } },
    ],
    ['lets pick another version', 'failed', noImage, { kind: 'edit' }],
    [
      'tries again what the platform team has to mend',
      'failed',
      refused,
      { kind: 'command', command: 'redeploy' },
    ],
    ['lets change what cannot be rendered', 'failed', {}, { kind: 'edit' }],
    [
      'lets pick a version that is there',
      'waiting',
      { ...noImage, reason: 'ImageMissing' },
      { kind: 'edit' },
    ],
    [
      'lets stop what waits for a cluster',
      'waiting',
      { reason: 'ClusterUnreachable' },
      { kind: 'command', command: 'cancel' },
    ],
    [
      'lets stop a deploy',
      'deploying',
      {},
      { kind: 'command', command: 'cancel' },
    ],
    [
      'shows the log of what crashes during a deploy',
      'deploying',
      crash,
      { kind: 'log', log: { pod: 'worker-1', container: 'worker' } },
    ],
    ['brings back', 'archived', {}, { kind: 'command', command: 'restore' }],
    ['wants nothing while all is well', 'running', {}, undefined],
    ['knows nothing to do for one that is gone', 'deleted', {}, undefined],
  ])('%s', (_, phase, explanation, step) => {
    const shown = staging({
      status: { phase, health: 'healthy', ...explanation },
      allowedActions: [...ALL],
    });
    expect(nextStepOf(shown)).toEqual(step);
  });

  it('offers the next best of what its reader may do', () => {
    const status = { phase: 'failed', health: 'degraded', ...crash } as const;
    expect(nextStepOf(staging({ status, allowedActions: ['update'] }))).toEqual(
      { kind: 'edit' },
    );
    expect(nextStepOf(staging({ status, allowedActions: [] }))).toBeUndefined();
    const all = staging({ status, allowedActions: [...ALL] });
    expect(nextStepOf(all, 'log')).toEqual({ kind: 'edit' });
  });
});
