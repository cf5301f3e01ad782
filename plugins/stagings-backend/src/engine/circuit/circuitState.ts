/** After so many connection errors in a row a cluster is left alone. */
const FAILURES = 5;
/** For how long, before one call may try it again. */
const REST_MS = 30_000;

/** What is known of the way to one cluster. */
export interface CircuitState {
  /** Connection errors since the last answer. */
  failures: number;
  /** When the last of them was met. */
  failedAt?: number;
  /** The cluster is left alone until then; absent while the circuit is closed. */
  openUntil?: number;
  /** Whether one call tries it now. */
  isProbed: boolean;
}

export const CLOSED: CircuitState = { failures: 0, isProbed: false };

/** Whether a call may go to the cluster: like any other, as the one that tries it, or only later. */
export type Admission =
  | { type: 'call' }
  | { type: 'probe' }
  | { type: 'later'; inMs: number };

export function admit(state: CircuitState, now: number): Admission {
  if (state.openUntil === undefined) return { type: 'call' };
  if (now < state.openUntil) {
    return { type: 'later', inMs: state.openUntil - now };
  }
  return state.isProbed ? { type: 'later', inMs: REST_MS } : { type: 'probe' };
}

/**
 * The state after a connection error. Calls that failed together count once: one that had begun before the
 * last failure says nothing new.
 */
export function afterFailure(
  state: CircuitState,
  { startedAt, now }: { startedAt: number; now: number },
): CircuitState {
  const isNew = state.failedAt === undefined || startedAt >= state.failedAt;
  const failures = isNew ? state.failures + 1 : state.failures;
  return {
    failures,
    failedAt: now,
    isProbed: false,
    ...(failures >= FAILURES && { openUntil: now + REST_MS }),
  };
}
