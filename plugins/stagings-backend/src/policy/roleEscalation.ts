import { kindKey } from '../model/podTemplate';
import { fieldAt, Fields, listAt } from '../model/read';
import { PolicyRule } from './types';

const ROLES = [
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/ClusterRole',
];

/** Rights by which whoever has them gets more, with what they are about. */
const ESCALATIONS: readonly {
  verb: string;
  resources: readonly string[];
  says: string;
}[] = [
  {
    verb: 'escalate',
    resources: ['roles', 'clusterroles'],
    says: 'lets its holders give roles more rights than they have (escalate)',
  },
  {
    verb: 'bind',
    resources: ['roles', 'clusterroles'],
    says: 'lets its holders give away roles that they do not have (bind)',
  },
  {
    verb: 'impersonate',
    resources: ['users', 'groups', 'serviceaccounts', 'uids', 'userextras'],
    says: 'lets its holders act as others (impersonate)',
  },
  {
    verb: 'create',
    resources: ['serviceaccounts/token'],
    says: 'lets its holders make tokens of accounts (create serviceaccounts/token)',
  },
];

/** Rights that lead to any other right. The cluster lets nobody grant them who has not got them either. */
export const roleEscalation: PolicyRule = {
  name: 'RoleEscalation',
  advice:
    'Name the verbs and resources that the application needs, or allow it in the template: allowRoleEscalation: true.',
  check({ object }, options) {
    if (options.allowRoleEscalation || !ROLES.includes(kindKey(object))) {
      return [];
    }
    return listAt(object, 'rules').flatMap((rule, index) =>
      ESCALATIONS.filter(
        ({ verb, resources }) =>
          grants(rule, 'verbs', [verb]) && grants(rule, 'resources', resources),
      ).map(({ says }) => ({ path: `rules[${index}]`, says })),
    );
  },
};

/** Whether a rule names one of the values, or all with `*`; a subresource also as a star and its name. */
function grants(
  rule: Fields,
  field: 'verbs' | 'resources',
  values: readonly string[],
): boolean {
  const given = fieldAt(rule, field);
  if (!Array.isArray(given)) return false;
  return values.some(
    value =>
      given.includes('*') ||
      given.includes(value) ||
      given.includes(value.replace(/^[^/]+(?=\/)/, '*')),
  );
}
