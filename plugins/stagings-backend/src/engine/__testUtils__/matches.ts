import { ListOptions, ResourcePath } from '../../cluster/types';
import { groupOf, KubeObject } from '../../model/kubeObject';
import { RESOURCES } from './resources';

/** Whether a list of a resource holds an object. */
export function matches(
  object: KubeObject,
  resource: ResourcePath,
  { namespace, labelSelector }: ListOptions,
): boolean {
  const served = RESOURCES.find(
    ({ group, plural }) =>
      group === resource.group && plural === resource.plural,
  );
  const labels = object.metadata.labels ?? {};
  return (
    served?.kind === object.kind &&
    served.group === groupOf(object.apiVersion) &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (labelSelector ?? '')
      .split(',')
      .filter(Boolean)
      .every(term => {
        const [key = '', value] = term.split('=');
        return value === undefined ? key in labels : labels[key] === value;
      })
  );
}
