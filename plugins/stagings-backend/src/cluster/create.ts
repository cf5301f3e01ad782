import { KubeObject } from '../model/kubeObject';
import { FIELD_MANAGER } from '../model/labels';
import { objectIn } from './answers';
import { ClusterApi, collectionPath, refOf, resourceOf } from './resolve';
import { CallOptions } from './types';

/** See `ClusterClient.create`. */
export async function createObject(
  api: ClusterApi,
  wanted: KubeObject,
  options: CallOptions = {},
): Promise<KubeObject> {
  const { transport } = api;
  const ref = refOf(wanted);
  const resource = await resourceOf(api, ref);
  const { body } = await transport.call({
    verb: 'create',
    object: ref,
    method: 'POST',
    path: collectionPath(resource, ref),
    query: { fieldManager: FIELD_MANAGER },
    body: wanted,
    signal: options.signal,
  });
  return objectIn(body, { cluster: transport.cluster, verb: 'create' });
}
