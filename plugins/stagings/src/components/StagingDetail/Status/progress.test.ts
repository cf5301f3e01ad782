import {
  OperationStep,
  OperationWithLog,
} from 'backstage-plugin-stagings-common';
import { operation } from '../../../__testUtils__/fixtures';
import { progressOf } from './progress';

const at = (second: number) =>
  `2026-01-02T10:05:${String(second).padStart(2, '0')}Z`;

function deploy(
  steps: [OperationStep | undefined, number][],
  differences: Partial<OperationWithLog> = {},
): OperationWithLog {
  return {
    ...operation({ state: 'running', endedAt: undefined }),
    createdAt: at(0),
    startedAt: at(1),
    log: steps.map(([step, second], index) => ({
      sequence: index + 1,
      at: at(second),
      level: 'info',
      message: 'A line',
      step,
    })),
    ...differences,
  };
}

const told = (from: OperationWithLog) =>
  progressOf(from).map(({ name, state, startedAt, endedAt }) =>
    [name, state, startedAt?.slice(17, 19), endedAt?.slice(17, 19)]
      .filter(Boolean)
      .join(' '),
  );

describe('progressOf', () => {
  it('begins in the queue', () => {
    expect(told(deploy([], { startedAt: undefined, state: 'queued' }))).toEqual(
      [
        'queued current 00',
        'render ahead',
        'images ahead',
        'apply ahead',
        'health ahead',
        'done ahead',
      ],
    );
  });

  it('tells when each part began and ended', () => {
    const lines = deploy([
      ['render', 1],
      [undefined, 2],
      ['images', 3],
      ['apply', 4],
      ['health', 9],
    ]);
    expect(told(lines)).toEqual([
      'queued done 00 01',
      'render done 01 03',
      'images done 03 04',
      'apply done 04 09',
      'health current 09',
      'done ahead',
    ]);
  });

  it('shows hooks where there are some', () => {
    const lines = deploy([
      ['render', 1],
      ['images', 2],
      ['preHooks', 3],
    ]);
    expect(told(lines)).toContain('preHooks current 03');
    expect(told(lines)).toContain('apply ahead');
  });

  it('does not go back when a deploy that waited renders again', () => {
    const lines = deploy([
      ['render', 1],
      ['images', 2],
      ['render', 30],
      ['images', 31],
      ['apply', 32],
    ]);
    expect(told(lines)).toEqual([
      'queued done 00 01',
      'render done 01 02',
      'images done 02 32',
      'apply current 32',
      'health ahead',
      'done ahead',
    ]);
  });

  it('tells where it failed', () => {
    const ended = { state: 'failed', endedAt: at(8) } as const;
    expect(told(deploy([['render', 1]], ended))).toEqual([
      'queued done 00 01',
      'render failed 01 08',
      'images ahead',
      'apply ahead',
      'health ahead',
      'done ahead',
    ]);
  });

  it('has all behind it at the end', () => {
    const ended = { state: 'succeeded', endedAt: at(8) } as const;
    const states = progressOf(deploy([['health', 5]], ended));
    expect(states.at(-1)).toMatchObject({ name: 'done', state: 'done' });
  });

  it('knows no parts of what is no deploy', () => {
    expect(told(deploy([], { kind: 'archive' }))).toEqual([
      'queued done 00 01',
      'work current 01',
      'done ahead',
    ]);
  });
});
