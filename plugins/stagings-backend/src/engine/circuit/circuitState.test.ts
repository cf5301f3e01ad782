import { admit, afterFailure, CircuitState, CLOSED } from './circuitState';

/** The state after failures at these times, each of a call that began a second before. */
function failedAt(...times: number[]): CircuitState {
  return times.reduce(
    (state, now) => afterFailure(state, { startedAt: now - 1_000, now }),
    CLOSED,
  );
}

describe('the circuit of a cluster', () => {
  const FIVE = [2_000, 4_000, 6_000, 8_000, 10_000];

  it('lets every call through while fewer than five in a row have failed', () => {
    expect(admit(failedAt(...FIVE.slice(1)), 10_000)).toEqual({ type: 'call' });
  });

  it('opens for 30 s after the fifth', () => {
    const open = failedAt(...FIVE);
    expect(admit(open, 10_000)).toEqual({ type: 'later', inMs: 30_000 });
    expect(admit(open, 39_999)).toEqual({ type: 'later', inMs: 1 });
  });

  it('counts calls that failed together once', () => {
    const burst = failedAt(5_000, 5_001, 5_002, 5_003, 5_004, 5_005);
    expect(burst.failures).toBe(1);
  });

  it('then lets one call try, and the others wait for how it ends', () => {
    const open = failedAt(...FIVE);
    expect(admit(open, 40_000)).toEqual({ type: 'probe' });
    expect(admit({ ...open, isProbed: true }, 40_000)).toMatchObject({
      type: 'later',
    });
  });

  it('stays open for another 30 s when the one that tried fails', () => {
    const state = afterFailure(failedAt(...FIVE), {
      startedAt: 40_000,
      now: 41_000,
    });
    expect(admit(state, 41_000)).toEqual({ type: 'later', inMs: 30_000 });
  });
});
