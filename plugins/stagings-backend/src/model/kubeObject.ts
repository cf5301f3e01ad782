import {
  KubernetesObject,
  KubernetesObjectMetadata,
  KubernetesOwnerReference,
} from 'backstage-plugin-stagings-node';

export type ObjectMetadata = KubernetesObjectMetadata;
export type OwnerReference = KubernetesOwnerReference;
/** A Kubernetes object of any kind, as JSON. */
export type KubeObject = KubernetesObject;

/** What makes an object the same object: not its version, which API migrations change. */
export interface ObjectIdentity {
  group: string;
  kind: string;
  /** Empty for cluster-scoped objects. */
  namespace: string;
  name: string;
}

/** Group of an apiVersion; empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/')
    ? apiVersion.slice(0, apiVersion.indexOf('/'))
    : '';
}

/** Version of an apiVersion, for example `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}

/** Puts group and version together as an apiVersion. */
export function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

export function identityOf(object: KubeObject): ObjectIdentity {
  return {
    group: groupOf(object.apiVersion),
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
  };
}

/** A key for maps and comparisons. */
export function identityKey(identity: ObjectIdentity): string {
  return [
    identity.group,
    identity.kind,
    identity.namespace,
    identity.name,
  ].join('|');
}

/** How messages name an object: `Deployment web`. */
export function describeObject(
  object: Pick<ObjectIdentity, 'kind' | 'name'>,
): string {
  return `${object.kind} ${object.name}`;
}
