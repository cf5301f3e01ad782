import { kindKey } from '../model/podTemplate';
import { textAt } from '../model/read';
import { PolicyRule } from './types';

/** A RoleBinding to a ClusterRole such as `admin` gives more than any template should. */
export const clusterRoles: PolicyRule = {
  name: 'ClusterRoleBinding',
  advice:
    'Bind a Role of the staging itself, or let the platform team allow the ClusterRole.',
  check({ object }, { allowedClusterRoles = [] }) {
    if (kindKey(object) !== 'rbac.authorization.k8s.io/RoleBinding') return [];
    const role = textAt(object, 'roleRef', 'name') ?? '';
    if (
      textAt(object, 'roleRef', 'kind') !== 'ClusterRole' ||
      allowedClusterRoles.includes(role)
    ) {
      return [];
    }
    return [{ path: 'roleRef', says: `gives the ClusterRole ${role}` }];
  },
};
