/** A refused answer, as far as trying again depends on it. */
export interface RefusedTry {
  status: number;
  retryAfterSeconds?: number;
}

const MAX_TRIES = 10;
/** Milliseconds that one call may spend waiting between its tries. */
const MAX_WAITING = 30_000;
const DEFAULT_WAIT = 1_000;

/**
 * Milliseconds to wait before the same request is sent again; undefined when its answer is final.
 *
 * As client-go does, only an answer that asks for it is tried again: 429, and 5xx with a `Retry-After`.
 * Another 5xx is often an answer about the request itself. After a 5xx to a POST nobody knows whether it was done.
 *
 * @param tries - how many times the request has been sent
 * @param waited - milliseconds spent between them
 */
export function retryDelay(
  method: string,
  answer: RefusedTry,
  tries: number,
  waited: number,
): number | undefined {
  if (tries >= MAX_TRIES || !asksForRetry(method, answer)) {
    return undefined;
  }
  const wait =
    answer.retryAfterSeconds === undefined
      ? DEFAULT_WAIT
      : answer.retryAfterSeconds * 1_000;
  return waited + wait <= MAX_WAITING ? wait : undefined;
}

function asksForRetry(method: string, answer: RefusedTry): boolean {
  if (answer.status === 429) {
    return true;
  }
  return (
    answer.status >= 500 &&
    answer.retryAfterSeconds !== undefined &&
    method !== 'POST'
  );
}
