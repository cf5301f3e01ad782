import { retentionStep } from './archiveRetention';

const DAY = 24 * 60 * 60 * 1000;
const archived = {
  desired: 'archived',
  phase: 'archived',
  archivedAt: 0,
} as const;

it.each<[string, number | undefined, number, number | undefined, object]>([
  ['archived a while ago', 14, 10, undefined, { do: 'nothing' }],
  [
    'three days before the end',
    14,
    11,
    undefined,
    { do: 'warn', expiresAt: 14 * DAY },
  ],
  [
    'long after the end, and nobody was told',
    14,
    100,
    undefined,
    { do: 'warn', expiresAt: 103 * DAY },
  ],
  [
    'kept so short that half of it is the warning',
    2,
    1,
    undefined,
    { do: 'warn', expiresAt: 2 * DAY },
  ],
  ['told already', 14, 12, 14, { do: 'nothing' }],
  ['at the end, told in time', 14, 14, 14, { do: 'delete' }],
  ['after the end, told too late', 14, 15, 17, { do: 'nothing' }],
  ['told, but archives are kept longer now', 30, 14, 14, { do: 'withdraw' }],
  [
    'told, but archives are kept for ever now',
    undefined,
    14,
    14,
    { do: 'withdraw' },
  ],
  ['kept for ever', undefined, 1_000, undefined, { do: 'nothing' }],
])('%s', (_, retention, now, expiresAt, step) => {
  expect(
    retentionStep(
      {
        ...archived,
        expiresAt: expiresAt === undefined ? undefined : expiresAt * DAY,
      },
      retention === undefined ? undefined : retention * DAY,
      now * DAY,
    ),
  ).toEqual(step);
});

it('leaves alone what is restored or not archived completely', () => {
  for (const state of [
    { desired: 'running', phase: 'queued' },
    { desired: 'archived', phase: 'archiving' },
  ] as const) {
    expect(
      retentionStep({ ...archived, ...state, expiresAt: DAY }, DAY, 9 * DAY),
    ).toEqual({ do: 'nothing' });
  }
});
