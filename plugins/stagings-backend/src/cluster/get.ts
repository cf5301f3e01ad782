import { KubeObject } from '../model/kubeObject';
import { objectIn } from './answers';
import { ApiError } from './errors';
import { ClusterApi, findResourceOf, objectPath } from './resolve';
import { CallOptions, ObjectRef } from './types';

/** See `ClusterClient.get`. */
export async function getObject(
  api: ClusterApi,
  ref: ObjectRef,
  options: CallOptions = {},
): Promise<KubeObject | undefined> {
  const resource = await findResourceOf(api, ref);
  if (!resource) {
    return undefined;
  }
  const { transport } = api;
  try {
    const { body } = await transport.call({
      verb: 'get',
      object: ref,
      method: 'GET',
      path: objectPath(resource, ref),
      signal: options.signal,
    });
    return objectIn(body, { cluster: transport.cluster, verb: 'get' });
  } catch (error) {
    if (isAbsent(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Whether an answer proves that an object does not exist. A server that has just started says 404 as well of
 * kinds that it does not know yet; only a 404 that names the object or its namespace counts then.
 */
export function isAbsent(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status === 404 &&
    (!error.recovering || error.about?.name !== undefined)
  );
}
