import { useCallback, useRef } from 'react';
import useSWR from 'swr';
import { isNotFound } from '../api/refusal';
import { keepIdentity } from './keepIdentity';
import { useStagingSignals } from './useStagingSignals';

/** How soon a failed read is tried again, in milliseconds: doubling from the first to the last. */
const RETRY_MS = { first: 2_000, last: 30_000 };

/** A signal that comes while a read is under way must cause another, so reads are merged only this close. */
const MERGE_READS_MS = 50;

/** First part of every key in the cache. */
const CACHE_NAME = 'plugin.stagings';

/** What is known of something that the server holds and that changes by itself. */
export interface Live<T> {
  /** The last good read; it stays while later reads fail. Parts that did not change keep their identity. */
  data?: T;
  /** Why the newest read failed; gone after the next good one. */
  error?: Error;
  /** When the last good read was made, in milliseconds since 1970. */
  seenAt?: number;
  /** Reads again now. */
  refresh(): void;
}

interface LiveQuery<T> {
  /** Identifies what is read; undefined while that is not known or not wanted. */
  key: readonly unknown[] | undefined;
  read(): Promise<T>;
  /** Milliseconds until the next read. */
  pollMs(data: T | undefined): number;
  /** Whose signals cause a read at once. */
  wokenBy?(stagingId: string): boolean;
  /** Whether the data of the old key is shown until the new key's has come. */
  keepOverKeys?: boolean;
}

interface Reading<T> {
  data: T;
  seenAt: number;
}

const never = () => false;

/**
 * Reads something and keeps it fresh: a slow poll always runs, signals make it faster. Old data stays on the
 * screen while new data is fetched.
 */
export function useLiveQuery<T>(query: LiveQuery<T>): Live<T> {
  const known = useRef<T>();
  const pollMs = useRef(query.pollMs);
  pollMs.current = query.pollMs;
  // A new function would start the wait for the next read again.
  const refreshInterval = useCallback(
    (latest?: Reading<T>) => pollMs.current(latest?.data),
    [],
  );
  const { data, error, mutate } = useSWR<Reading<T>, Error>(
    query.key && [CACHE_NAME, ...query.key],
    async () => {
      known.current = keepIdentity(known.current, await query.read());
      return { data: known.current, seenAt: Date.now() };
    },
    {
      compare: Object.is,
      keepPreviousData: query.keepOverKeys,
      dedupingInterval: MERGE_READS_MS,
      refreshInterval,
      onErrorRetry: (failure, _key, _config, revalidate, options) => {
        if (isNotFound(failure)) return;
        const wait = RETRY_MS.first * 2 ** (options.retryCount - 1);
        setTimeout(() => revalidate(options), Math.min(wait, RETRY_MS.last));
      },
    },
  );
  const refresh = useCallback(() => {
    // A failure is told through `error`.
    mutate().catch(() => undefined);
  }, [mutate]);
  useStagingSignals(query.wokenBy ?? never, refresh);
  return { data: data?.data, error, seenAt: data?.seenAt, refresh };
}

/** Whether a key of the cache is about one of our reads. */
export function isOurKey(key: unknown): boolean {
  return Array.isArray(key) && key[0] === CACHE_NAME;
}
