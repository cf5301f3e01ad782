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
  const { name, namespace, uid, labels, deletionTimestamp } = metadata;
  const annotations = statedAnnotations(metadata.annotations);
  return {
    ...rest,
    metadata: { name, namespace, uid, labels, annotations, deletionTimestamp },
  };
}

/**
 * Where the cluster's own controllers keep their books, such as the revision of a Deployment's rollout.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const BOOKKEEPING =
  /^((deployment|pv|volume|volume\.beta|endpoints|autoscaling\.alpha|control-plane\.alpha)\.kubernetes\.io\/|deprecated\.daemonset\.template\.generation$)/;

/** The annotations that say what people and renders want; undefined where there are none. */
export function statedAnnotations(
  annotations: Record<string, string> = {},
): Record<string, string> | undefined {
  const stated = Object.entries(annotations).filter(
    ([key]) => !BOOKKEEPING.test(key),
  );
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
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
