import { isKubeObject } from './answers';
import { ApiError } from './errors';
import { getObject, isAbsent } from './get';
import { ClusterApi, findResourceOf, objectPath } from './resolve';
import { DeleteOptions, DeleteOutcome, ObjectRef } from './types';

/** See `ClusterClient.delete`. */
export async function deleteObject(
  api: ClusterApi,
  ref: ObjectRef,
  options: DeleteOptions,
): Promise<DeleteOutcome> {
  const resource = await findResourceOf(api, ref);
  if (!resource) {
    return 'gone';
  }
  try {
    const { body } = await api.transport.call({
      verb: 'delete',
      object: ref,
      method: 'DELETE',
      path: objectPath(resource, ref),
      body: deleteOptionsOf(options),
      signal: options.signal,
    });
    return isKubeObject(body) && body.metadata.deletionTimestamp
      ? 'deleting'
      : 'gone';
  } catch (error) {
    if (isAbsent(error)) {
      return 'gone';
    }
    if (error instanceof ApiError && error.status === 409) {
      return outcomeOfConflict(api, ref, options, error);
    }
    throw error;
  }
}

/** The server's conflict does not say which: another uid has the name, or the object is being deleted already. */
async function outcomeOfConflict(
  api: ClusterApi,
  ref: ObjectRef,
  options: DeleteOptions,
  conflict: ApiError,
): Promise<DeleteOutcome> {
  const found = await getObject(api, ref, options);
  if (!found || (options.uid && found.metadata.uid !== options.uid)) {
    return 'gone';
  }
  if (found.metadata.deletionTimestamp) {
    return 'deleting';
  }
  throw conflict;
}

function deleteOptionsOf(options: DeleteOptions) {
  const { propagation, uid, gracePeriodSeconds } = options;
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    propagationPolicy: propagation,
    preconditions: uid === undefined ? undefined : { uid },
    gracePeriodSeconds,
  };
}
