import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';
import { FIELD_MANAGER } from '../model/labels';
import { objectIn } from './answers';
import { ClusterApi, objectPath, resourceOf } from './resolve';
import { MergePatchOptions, ObjectRef } from './types';

/** See `ClusterClient.mergePatch`. */
export async function mergePatchObject(
  api: ClusterApi,
  ref: ObjectRef,
  patch: JsonObject,
  options: MergePatchOptions = {},
): Promise<KubeObject> {
  const { transport } = api;
  const resource = await resourceOf(api, ref);
  const { body } = await transport.call({
    verb: 'patch',
    object: ref,
    method: 'PATCH',
    path: objectPath(resource, ref, options.subresource),
    query: { fieldManager: options.fieldManager ?? FIELD_MANAGER },
    body: patch,
    contentType: 'application/merge-patch+json',
    signal: options.signal,
  });
  return objectIn(body, { cluster: transport.cluster, verb: 'patch' });
}
