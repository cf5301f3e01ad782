import { groupOf, identityKey, KubeObject } from '../../model/kubeObject';
import { textAt } from '../../model/read';
import { RenderedObject } from '../../model/rendering';
import { updateAt } from '../../model/update';

function targetOf(autoscaler: KubeObject): string {
  const at = (field: string) =>
    textAt(autoscaler, 'spec', 'scaleTargetRef', field) ?? '';
  return identityKey({
    group: groupOf(at('apiVersion')),
    kind: at('kind'),
    namespace: '',
    name: at('name'),
  });
}

/** Replicas belong to the autoscaler where there is one: stating them would undo it with each deploy. */
export function omitScaledReplicas(
  objects: readonly RenderedObject[],
): RenderedObject[] {
  const targets = new Set(
    objects
      .filter(({ object }) => object.kind === 'HorizontalPodAutoscaler')
      .map(({ object }) => targetOf(object)),
  );
  return objects.map(rendered => {
    const { object } = rendered;
    const key = identityKey({
      group: groupOf(object.apiVersion),
      kind: object.kind,
      namespace: '',
      name: object.metadata.name,
    });
    if (!targets.has(key) || object.spec?.replicas === undefined)
      return rendered;
    const { replicas: _, ...spec } = object.spec;
    return { ...rendered, object: updateAt(object, ['spec'], () => spec) };
  });
}
