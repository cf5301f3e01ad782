import { groupOf, KubeObject } from '../../model/kubeObject';
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
  { namespace, allowedClusterKinds = [] }: NormaliseOptions,
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
  return {
    place: 'refuse',
    problem: refusal(
      rendered,
      `${describeRendered(
        rendered,
      )} belongs to the whole cluster, but a staging may only have objects in its own namespace ${namespace}`,
      kindKey(object) === '/Namespace'
        ? 'Remove the Namespace from the template, since the staging makes its own; or set rewriteNamespace: true on the template.'
        : `Remove it from the template, or switch it off in the chart's values.`,
    ),
  };
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
          groupOf(apiVersion).includes('.') &&
            !groupOf(apiVersion).endsWith('.k8s.io')
            ? `Install the operator that brings ${kind} into the cluster, or remove the object from the template.`
            : `Correct the apiVersion in the template; newer clusters drop old versions.`,
        ),
      };
  }
}
