import { toError } from '@backstage/errors';
import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { namespaceRef } from '../apply/ownership';

const LIMIT_MS = 5_000;

/**
 * Asks a cluster for something small: a connection that is dead tells nothing by itself for minutes. Any
 * answer is one, a refusal too.
 * @returns what went wrong; undefined when the cluster answered
 */
export async function pingCluster(
  client: ClusterClient,
  signal: AbortSignal,
): Promise<Error | undefined> {
  try {
    await client.get(namespaceRef('default'), {
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    return undefined;
  } catch (error) {
    return error instanceof ApiError && error.status < 500
      ? undefined
      : toError(error);
  }
}
