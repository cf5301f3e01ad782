import { kindKey } from '../model/podTemplate';
import { textAt } from '../model/read';
import { PolicyRule } from './types';

const BINDINGS = [
  'rbac.authorization.k8s.io/RoleBinding',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
];

/** A binding to a ClusterRole such as `admin` gives more than any template should. */
export const clusterRoles: PolicyRule = {
  name: 'ClusterRoleBinding',
  advice:
    'Bind a role of the staging itself, or let the platform team allow the ClusterRole: allowClusterRoles.',
  check({ object }, { allowedClusterRoles = [], ownClusterRoles = [] }) {
    if (!BINDINGS.includes(kindKey(object))) return [];
    const role = textAt(object, 'roleRef', 'name') ?? '';
    if (
      textAt(object, 'roleRef', 'kind') !== 'ClusterRole' ||
      allowedClusterRoles.includes(role) ||
      ownClusterRoles.includes(role)
    ) {
      return [];
    }
    return [{ path: 'roleRef', says: `gives the ClusterRole ${role}` }];
  },
};
