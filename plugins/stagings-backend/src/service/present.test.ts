import {
  Explanation,
  Phase,
  StagingAction,
} from 'backstage-plugin-stagings-common';
import { StagingRecord } from '../model/staging';
import { stagingRecord } from '../store/__testUtils__/records';
import {
  presentLogEntry,
  presentOperation,
  presentStaging,
  presentSummary,
} from './present';

const everything = new Set<string>([
  'update',
  'redeploy',
  'restart',
  'cancel',
  'archive',
  'restore',
  'delete',
  'forget',
  'readLogs',
]);

function staging(record: Partial<StagingRecord> = {}): StagingRecord {
  return stagingRecord({ id: 'one', ...record });
}

describe('a staging as the API answers it', () => {
  it('has times in ISO 8601 and no internals', () => {
    const answer = presentStaging(
      staging({
        commit: 'c0ffee',
        observedAt: 2_000,
        recordedScales: [],
        appliedRevision: 1,
      }),
      everything,
    );
    expect(answer).toMatchObject({
      source: { branch: 'main', commit: 'c0ffee' },
      createdAt: '1970-01-01T00:00:01.000Z',
      status: { phase: 'queued', observedAt: '1970-01-01T00:00:02.000Z' },
    });
    expect(answer).not.toHaveProperty('recordedScales');
    expect(answer).not.toHaveProperty('appliedRevision');
  });

  it('says why it is not where people want it, before what the cluster shows', () => {
    const health = { reason: 'CrashLoop', message: 'It crashes' };
    const phase = { reason: 'ClusterUnreachable', message: 'No answer' };
    const seen = staging({ health: 'degraded', healthExplanation: health });
    expect(presentStaging(seen, everything).status).toMatchObject(health);
    expect(
      presentStaging({ ...seen, phaseExplanation: phase }, everything).status,
    ).toMatchObject({ health: 'degraded', ...phase });
  });

  it.each<[Phase, ReadonlySet<string>, StagingAction[]]>([
    [
      'running',
      everything,
      ['update', 'redeploy', 'restart', 'archive', 'delete', 'readLogs'],
    ],
    ['running', new Set(['read', 'archive']), ['archive']],
    ['archived', everything, ['update', 'restore', 'delete', 'readLogs']],
    ['archived', new Set(['archive']), []],
    ['deleting', new Set(['delete']), ['delete']],
    ['deleting', everything, ['delete', 'forget', 'readLogs']],
    ['deleted', everything, []],
  ])('%s for who may %j allows %j', (phase, granted, actions) => {
    expect(presentStaging(staging({ phase }), granted).allowedActions).toEqual(
      actions,
    );
  });

  it('counts the values that are overridden', () => {
    const overrides = {
      image: { tag: '2', pull: null },
      hosts: ['a', 'b'],
      resources: {},
    };
    expect(presentStaging(staging({ overrides }), everything)).toMatchObject({
      overrides,
      overrideCount: 3,
    });
  });
});

describe('the reason of a status', () => {
  const trouble = { reason: 'CrashLoop', message: 'Pod web-1 crashes' };
  const newer = { reason: 'CrashLoop', message: 'Pod web-2 crashes' };
  const remark = { reason: 'PruneNotConfirmed', message: 'Kept' };

  it.each<[Phase, Explanation | undefined, Explanation | undefined, string]>([
    ['failed', remark, trouble, 'Kept'],
    ['failed', trouble, newer, 'Pod web-2 crashes'],
    ['failed', undefined, trouble, 'Pod web-1 crashes'],
    ['running', remark, undefined, 'Kept'],
    ['running', remark, trouble, 'Pod web-1 crashes'],
  ])('%s', (phase, phaseExplanation, healthExplanation, message) => {
    const record = staging({ phase, phaseExplanation, healthExplanation });
    expect(presentStaging(record, everything).status.message).toBe(message);
  });
});

describe('a row of a list', () => {
  it('is less than 1 kB, however long the explanation is', () => {
    const row = presentSummary(
      staging({
        parameters: { notes: 'x'.repeat(5_000) },
        overrides: { notes: 'x'.repeat(5_000) },
        phaseExplanation: {
          reason: 'CrashLoop',
          message: 'x'.repeat(5_000),
          evidence: { event: 'x'.repeat(5_000) },
          hint: { text: 'x'.repeat(5_000), audience: 'engineer' },
        },
      }),
      everything,
    );
    expect(JSON.stringify(row).length).toBeLessThan(1_024);
    expect(row.status.reason).toBe('CrashLoop');
    expect(row.status.message).toMatch(/^x{199}…$/);
  });
});

it('operations and their logs have times in ISO 8601', () => {
  expect(
    presentOperation({
      id: 'op',
      stagingId: 'one',
      kind: 'deploy',
      revision: 1,
      state: 'running',
      actor: 'user:default/ann',
      changes: [],
      createdAt: 0,
      startedAt: 1_000,
    }),
  ).toMatchObject({
    createdAt: '1970-01-01T00:00:00.000Z',
    startedAt: '1970-01-01T00:00:01.000Z',
    endedAt: undefined,
  });
  expect(
    presentLogEntry({ sequence: 1, at: 0, level: 'info', message: 'Done' }),
  ).toEqual({
    sequence: 1,
    at: '1970-01-01T00:00:00.000Z',
    level: 'info',
    message: 'Done',
  });
});
