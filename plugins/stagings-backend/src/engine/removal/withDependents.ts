import { KubeObject } from '../../model/kubeObject';

/** Uids of objects and of everything among `live` that they own, at whatever remove. */
export function withDependents(
  roots: readonly (string | undefined)[],
  live: readonly KubeObject[],
): Set<string | undefined> {
  const uids = new Set(roots);
  for (let size = -1; size !== uids.size; ) {
    size = uids.size;
    for (const { metadata } of live) {
      if (metadata.ownerReferences?.some(({ uid }) => uids.has(uid))) {
        uids.add(metadata.uid);
      }
    }
  }
  return uids;
}
