import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';

/** A Kubernetes object as plain JSON: what is undefined is left out. */
export function toJson(object: KubeObject): JsonObject {
  return JSON.parse(JSON.stringify(object));
}
