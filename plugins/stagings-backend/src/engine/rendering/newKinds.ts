import { RenderedObject } from '../../model/rendering';
import { ClusterDescription } from './describeCluster';

/**
 * The scopes of a cluster's kinds, with those that it has got since it was described, or whose API did not
 * answer then. An operator is often installed because a deploy has asked for it.
 *
 * @throws GroupUnavailableError where nobody can tell at the moment whether the cluster has a kind
 */
export async function withNewKinds(
  { scopeOf, findResource }: ClusterDescription,
  objects: readonly RenderedObject[],
): Promise<ClusterDescription['scopeOf']> {
  const unknown = new Map(
    objects
      .map(({ object: { apiVersion, kind } }) => ({ apiVersion, kind }))
      .filter(({ apiVersion, kind }) => scopeOf(apiVersion, kind) === 'unknown')
      .map(kind => [keyOf(kind.apiVersion, kind.kind), kind]),
  );
  const found = new Map(
    await Promise.all(
      [...unknown].map(
        async ([key, { apiVersion, kind }]) =>
          [key, await findResource(apiVersion, kind)] as const,
      ),
    ),
  );
  return (apiVersion, kind) => {
    const resource = found.get(keyOf(apiVersion, kind));
    if (!resource) return scopeOf(apiVersion, kind);
    return resource.namespaced ? 'namespaced' : 'cluster';
  };
}

function keyOf(apiVersion: string, kind: string): string {
  return `${apiVersion}/${kind}`;
}
