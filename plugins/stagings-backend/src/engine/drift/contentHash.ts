import { createHash } from 'node:crypto';
import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import { isFields } from '../../model/read';

/**
 * Hash of what is to be applied. Two renders that mean the same have the same hash, in whatever order they
 * name things.
 */
export function renderHash(objects: readonly KubeObject[]): string {
  return hashOf(sorted(objects));
}

/**
 * Hash of what a cluster has of a staging, without what the cluster itself keeps up to date, above all the
 * status.
 */
export function liveHash(objects: readonly KubeObject[]): string {
  return hashOf(sorted(objects).map(contentOf));
}

/** An object without what controllers write all the time. */
export function contentOf(object: KubeObject): unknown {
  const { metadata, status: _status, ...rest } = object;
  const { name, namespace, uid, labels, annotations, deletionTimestamp } =
    metadata;
  return {
    ...rest,
    metadata: { name, namespace, uid, labels, annotations, deletionTimestamp },
  };
}

export function hashOf(value: unknown): string {
  return createHash('sha256').update(stableJson(value)).digest('base64url');
}

/** JSON in which the order of the fields does not matter. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isFields(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([one], [other]) =>
            one < other ? -1 : 1,
          ),
        )
      : inner,
  );
}

function sorted(objects: readonly KubeObject[]): KubeObject[] {
  const keyOf = (object: KubeObject) => identityKey(identityOf(object));
  return [...objects].sort((one, other) =>
    keyOf(one) < keyOf(other) ? -1 : 1,
  );
}
