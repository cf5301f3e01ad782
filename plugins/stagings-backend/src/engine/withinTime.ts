import { ServiceUnavailableError } from '@backstage/errors';

/** How long somebody may be kept waiting for an answer. */
export interface TimeLimit {
  ms: number;
  /** What takes so long, as the subject of a sentence, for example `The preview`. */
  what: string;
  /** Aborts when whoever asked is gone. */
  caller: AbortSignal;
}

/**
 * Works on an answer for as long as anybody waits for it.
 *
 * @throws ServiceUnavailableError where time is up
 */
export async function withinTime<T>(
  { ms, what, caller }: TimeLimit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(ms);
  try {
    return await work(AbortSignal.any([caller, limit]));
  } catch (error) {
    if (!limit.aborted) throw error;
    throw new ServiceUnavailableError(
      `${what} was not ready within ${ms / 1000} s`,
      error,
    );
  }
}
