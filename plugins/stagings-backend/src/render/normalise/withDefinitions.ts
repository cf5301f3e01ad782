import { definedKind } from '../../model/definition';
import { apiVersionOf } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { Scope } from './types';

type ScopeOf = (apiVersion: string, kind: string) => Scope;

/** Also knows the kinds that the render itself defines: the cluster has them only once they are applied. */
export function withDefinitions(
  scopeOf: ScopeOf,
  objects: readonly RenderedObject[],
): ScopeOf {
  const defined = new Map(
    objects.flatMap(({ object }) => {
      const kind = definedKind(object);
      if (!kind) return [];
      const scope: Scope = kind.namespaced ? 'namespaced' : 'cluster';
      return kind.versions.map(
        version =>
          [`${apiVersionOf(kind.group, version)}/${kind.kind}`, scope] as const,
      );
    }),
  );
  return (apiVersion, kind) => {
    const served = scopeOf(apiVersion, kind);
    return served === 'unknown'
      ? defined.get(`${apiVersion}/${kind}`) ?? 'unknown'
      : served;
  };
}
