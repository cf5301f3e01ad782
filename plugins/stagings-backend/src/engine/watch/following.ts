import { ApiError } from '../../cluster/errors';

/**
 * How a kind is followed: `live`; `lagging` where changes may be missed at the moment; `refused` where the
 * cluster does not let the portal watch it, or does not know it; `starting` before any of these.
 */
export type Following = 'starting' | 'live' | 'lagging' | 'refused';

/** Whether the account may not watch it; a server that has just started also refuses what it does not mean. */
export function isForbidden(error: Error): boolean {
  return error instanceof ApiError && error.status === 403 && !error.recovering;
}

/** Whether the cluster does not know the kind (any more). */
export function isUnknown(error: Error): boolean {
  return error instanceof ApiError && error.status === 404 && !error.recovering;
}
