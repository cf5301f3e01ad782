import { ApiError, ClusterUnreachableError } from '../errors';
import { Backoff } from './Backoff';
import { Pacing } from './Pacing';

function refused(status: number, fields = {}): ApiError {
  return new ApiError({
    cluster: 'staging',
    verb: 'watch',
    status,
    reason: '',
    message: 'no',
    causes: [],
    recovering: false,
    ...fields,
  });
}

function setUp() {
  const clock = { now: 0 };
  const pacing = new Pacing(
    () => 0,
    () => clock.now,
  );
  return { clock, pacing };
}

it('waits longer after each failure, and begins anew after a healthy session', () => {
  const { pacing } = setUp();
  const after = (lived: number) => pacing.afterError(lived, new Error()).delay;
  expect([0, 0, 0, 0, 0, 0, 0].map(after)).toEqual([
    800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000,
  ]);
  expect(after(120_000)).toBe(800);
});

it.each([
  ['a lost connection', new ClusterUnreachableError('staging', 'X', 'x')],
  ['a server that is starting', refused(503, { recovering: true })],
])('soon tries again after %s, however often', (_, error) => {
  const { pacing } = setUp();
  const after = (lived: number) => pacing.afterError(lived, error).delay;
  expect([0, 0, 0, 0, 0].map(after)).toEqual([800, 1_600, 3_200, 5_000, 5_000]);
  expect(after(10_000)).toBe(800);
});

it('spreads the pauses of many by up to a half', () => {
  expect(new Backoff(30_000, () => 0.999).next()).toBe(1_200);
});

it('goes on at once after an end in order, unless ends come too quickly', () => {
  const { pacing } = setUp();
  expect(pacing.afterEnd(300_000, 0)).toBe(0);
  expect(pacing.afterEnd(10, 0)).toBe(0);
  expect(pacing.afterEnd(10, 1)).toBe(0);
  expect([10, 10, 10].map(lived => pacing.afterEnd(lived, 0))).toEqual([
    0, 0, 800,
  ]);
});

it('waits as long as the cluster asks', () => {
  const { pacing } = setUp();
  const busy = refused(429, { retryAfterSeconds: 9 });
  expect(pacing.afterError(0, busy).delay).toBe(9_000);
});

it('disables a kind that has been refused for a minute', () => {
  const { clock, pacing } = setUp();
  expect(pacing.afterError(0, refused(403)).disabled).toBe(false);
  clock.now = 60_000;
  expect(pacing.afterError(0, refused(403))).toEqual({
    disabled: true,
    delay: 300_000,
  });
  pacing.live();
  expect(pacing.afterError(0, refused(403)).disabled).toBe(false);
});

it('does not count refusals of a server that has just started', () => {
  const { clock, pacing } = setUp();
  const early = refused(403, { recovering: true });
  pacing.afterError(0, early);
  clock.now = 60_000;
  expect(pacing.afterError(0, early).disabled).toBe(false);
});
