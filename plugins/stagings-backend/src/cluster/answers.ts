import { KubeObject } from '../model/kubeObject';
import { ApiError } from './errors';

/**
 * The object that a call answered.
 * @throws ApiError when the answer is something else, for example of a proxy in between
 */
export function objectIn(
  body: unknown,
  call: { cluster: string; verb: string },
): KubeObject {
  if (isKubeObject(body)) {
    return body;
  }
  throw new ApiError({
    ...call,
    status: 502,
    reason: 'NotKubernetes',
    message: `cluster ${call.cluster} answered something that is not a Kubernetes object`,
    causes: [],
    recovering: false,
  });
}

export function isKubeObject(body: unknown): body is KubeObject {
  return (
    hasFields(body, 'apiVersion', 'kind', 'metadata') &&
    typeof body.metadata === 'object' &&
    body.metadata !== null &&
    'name' in body.metadata
  );
}

function hasFields<K extends string>(
  value: unknown,
  ...names: K[]
): value is Record<K, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    names.every(name => name in value)
  );
}
