import { DefinedKind, definedKind } from '../../model/definition';
import { apiVersionOf, groupOf, KubeObject } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { RenderedObject } from '../../model/rendering';
import { updateAt } from '../../model/update';
import { describeRendered, Problem, refusal } from './problems';
import { NormaliseOptions } from './types';

/** Where an object goes: into the namespace, nowhere (with a notice), or not at all. */
export type Placement =
  | { place: 'keep'; object: KubeObject }
  | { place: 'drop'; notice: string }
  | { place: 'refuse'; problem: Problem };

function placeNamespaced(
  rendered: RenderedObject,
  namespace: string,
): Placement {
  const { object, source } = rendered;
  const given = object.metadata.namespace;
  if (given !== undefined && given !== namespace) {
    return {
      place: 'refuse',
      problem: refusal(
        rendered,
        `${object.kind} ${object.metadata.name} in ${source} is in namespace ${given}, but a staging may only have objects in its own namespace ${namespace}`,
        'Leave metadata.namespace out of the template, since the staging sets it; or set rewriteNamespace: true on the template, which moves its objects.',
      ),
    };
  }
  const placed = updateAt(object, ['metadata', 'namespace'], () => namespace);
  return { place: 'keep', object: placed };
}

function placeClusterScoped(
  rendered: RenderedObject,
  { namespace, allowedClusterKinds = [], servedKinds }: NormaliseOptions,
): Placement {
  const { object } = rendered;
  if (kindKey(object) === '/Namespace' && object.metadata.name === namespace) {
    return {
      place: 'drop',
      notice: `${describeRendered(
        rendered,
      )} was left out: the staging makes its namespace itself`,
    };
  }
  if (allowedClusterKinds.includes(kindKey(object))) {
    return {
      place: 'keep',
      object: updateAt(object, ['metadata'], () => {
        const { namespace: _, ...metadata } = object.metadata;
        return metadata;
      }),
    };
  }
  const defined = definedKind(object);
  if (defined && isServed(defined, servedKinds)) {
    return {
      place: 'drop',
      notice: `${describeRendered(rendered)} was left out: the cluster has ${
        defined.kind
      } already`,
    };
  }
  return {
    place: 'refuse',
    problem: refusal(
      rendered,
      `${describeRendered(
        rendered,
      )} belongs to the whole cluster, but a staging may only have objects in its own namespace ${namespace}`,
      kindKey(object) === '/Namespace'
        ? 'Remove the Namespace from the template, since the staging makes its own; or set rewriteNamespace: true on the template.'
        : `Remove it from the template, switch it off in the chart's values, or let the template bring it: allowClusterScoped: [${kindKey(
            object,
          ).replace(/^\//, '')}].`,
    ),
  };
}

/** Charts bring the kinds that they use; helm installs those that are missing, and leaves the others alone. */
function isServed(
  { group, kind, versions }: DefinedKind,
  served: readonly string[],
): boolean {
  return (
    versions.length > 0 &&
    versions.every(version =>
      served.includes(`${apiVersionOf(group, version)}/${kind}`),
    )
  );
}

/** Decides by the scope of its kind where an object of a render goes. */
export function place(
  rendered: RenderedObject,
  options: NormaliseOptions,
): Placement {
  const { apiVersion, kind } = rendered.object;
  switch (options.scopeOf(apiVersion, kind)) {
    case 'namespaced':
      return placeNamespaced(rendered, options.namespace);
    case 'cluster':
      return placeClusterScoped(rendered, options);
    default:
      return {
        place: 'refuse',
        problem: refusal(
          rendered,
          `${describeRendered(
            rendered,
          )} is of a kind that the cluster does not have: ${apiVersion} ${kind}`,
          adviceOnUnknown(rendered.object, options.servedKinds),
        ),
      };
  }
}

/** The group of the first releases of Kubernetes; its kinds have moved to groups of their own. */
const LEFT_GROUP = 'extensions';

function adviceOnUnknown(
  { apiVersion, kind }: KubeObject,
  served: readonly string[],
): string {
  const group = groupOf(apiVersion);
  const better = served
    .filter(entry => entry.endsWith(`/${kind}`))
    .map(entry => entry.slice(0, -kind.length - 1))
    .filter(version => group === LEFT_GROUP || groupOf(version) === group)
    .sort(stableLast)
    .at(-1);
  if (better !== undefined) {
    return `The cluster has ${kind} as ${better}: correct the apiVersion in the template, or take a newer release of the chart.`;
  }
  const hasGroup =
    group === '' || served.some(entry => entry.startsWith(`${group}/`));
  return hasGroup
    ? `The cluster has no ${kind} in the ${
        group === '' ? 'core group' : `group ${group}`
      }: leave the object out of the template, or switch it off in the chart's values.`
    : `Install what brings ${kind} into the cluster, leave the object out of the template, or switch it off in the chart's values.`;
}

function stableLast(one: string, other: string): number {
  const isStable = (version: string) => /v\d+$/.test(version);
  return (
    Number(isStable(one)) - Number(isStable(other)) || one.localeCompare(other)
  );
}
