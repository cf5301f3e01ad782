import { isDefinition } from '../model/definition';
import { identityOf } from '../model/kubeObject';
import { PolicyRule } from './types';

/**
 * Normalised objects without a namespace belong to the whole cluster; the platform allows their kind, or
 * they would have been refused before. Their names must be the staging's own. Custom resource definitions
 * are shared by nature: their name is that of the kind.
 */
export const clusterScoped: PolicyRule = {
  name: 'SharedClusterObject',
  advice: `Put the staging's name into the object's name: $\{{ staging.name }}.`,
  check({ object }, { staging }) {
    const { namespace, name } = object.metadata;
    if (namespace !== undefined || name.includes(staging)) return [];
    if (isDefinition(identityOf(object))) return [];
    return [
      {
        path: 'metadata.name',
        says: `belongs to the whole cluster, but does not have ${staging} in its name`,
      },
    ];
  },
};
