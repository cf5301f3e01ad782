import { ClusterSign } from '../model/clusterSign';
import { StagingRecord } from '../model/staging';
import { stagingRecord } from '../store/__testUtils__/records';
import { asSeen, sightOf } from './asSeen';

const T0 = Date.UTC(2026, 0, 2, 10, 0);
const MINUTE = 60_000;

const healthy = stagingRecord({
  id: 'shop',
  phase: 'running',
  health: 'healthy',
  observedAt: T0,
});

function seen(
  record: Partial<StagingRecord>,
  sign: ClusterSign | undefined,
  minutes: number,
) {
  return asSeen({ ...healthy, ...record }, sign, T0 + minutes * MINUTE);
}

describe('asSeen', () => {
  it('is as new as the last sign of a cluster that is followed', () => {
    const liveAt = T0 + 59 * MINUTE;
    expect(seen({}, { liveAt }, 60)).toEqual({
      ...healthy,
      observedAt: liveAt,
    });
  });

  it('keeps the health for two minutes after the last sign', () => {
    expect(seen({}, { liveAt: T0 }, 1.9)).toEqual(healthy);
  });

  it('then says that it is not known, since when, and what it was', () => {
    const trouble = {
      reason: 'ClusterUnreachable',
      message: 'Cluster staging cannot be reached: refused',
    };
    const evidence = { object: { kind: 'Deployment', name: 'web' } };
    const stale = seen(
      {
        health: 'degraded',
        healthExplanation: {
          reason: 'CrashLoop',
          message: 'web crashes',
          evidence,
        },
      },
      { liveAt: T0 + MINUTE, trouble },
      4,
    );
    expect(stale).toMatchObject({
      health: 'unknown',
      lastHealth: 'degraded',
      observedAt: T0 + MINUTE,
      healthExplanation: {
        reason: 'ClusterUnreachable',
        message:
          'Not seen since 2026-01-02 10:01 UTC, when it was failing: web crashes. Cluster staging cannot be reached: refused',
        evidence,
        hint: { audience: 'platform' },
      },
    });
  });

  it('has a reason also where nobody said what is the matter', () => {
    expect(seen({}, undefined, 3).healthExplanation).toMatchObject({
      reason: 'Stale',
      message: 'Not seen since 2026-01-02 10:00 UTC, when it was healthy',
    });
  });

  it.each<[string, Partial<StagingRecord>]>([
    ['was never seen', { observedAt: undefined, health: 'unknown' }],
    ['is archived', { phase: 'archived', health: 'suspended' }],
    ['is deleted', { phase: 'deleted', health: 'unknown' }],
  ])('leaves a staging that %s as it is', (_, record) => {
    expect(seen(record, undefined, 60)).toEqual({ ...healthy, ...record });
  });
});

describe('sightOf', () => {
  it('reaches as far as asSeen does for each staging', () => {
    const signs = new Map<string, ClusterSign>([
      ['followed', { liveAt: T0 }],
      ['lost', { liveAt: T0 - 2 * MINUTE }],
      ['never followed', {}],
    ]);
    expect(sightOf(signs, T0 + MINUTE)).toEqual({
      clusters: ['followed'],
      after: T0 - MINUTE,
    });
  });
});
