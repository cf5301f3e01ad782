import { MERGE } from '../apiClient';
import { core, rbac, Refusal } from './refusal';

/** Changes that Secrets and role bindings do not take. */
export const secretsAndRoles: Refusal[] = [
  {
    what: 'an immutable Secret',
    call: ['PATCH', `${core}/secrets/fixed`, { data: { a: 'eA==' } }, MERGE],
    code: 422,
    reason: 'Invalid',
    fields: ['data'],
  },
  {
    what: "a Secret's type",
    call: ['PATCH', `${core}/secrets/fixed`, { type: 'foo' }, MERGE],
    code: 422,
    reason: 'Invalid',
    fields: ['type'],
  },
  {
    what: 'a changed roleRef',
    call: [
      'PATCH',
      `${rbac}/rolebindings/binding`,
      { roleRef: { name: 'two' } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['roleRef'],
  },
];
