import { core, Refusal } from './refusal';

/** Deletions that are refused. */
export const deletes: Refusal[] = [
  {
    what: 'a DELETE of another uid',
    call: [
      'DELETE',
      `${core}/configmaps/settings`,
      { preconditions: { uid: 'other' } },
    ],
    code: 409,
    reason: 'Conflict',
  },
  {
    what: 'a DELETE of another version',
    call: [
      'DELETE',
      `${core}/configmaps/settings`,
      { preconditions: { resourceVersion: '1' } },
    ],
    code: 409,
    reason: 'Conflict',
  },
  {
    what: 'an unknown propagation',
    call: [
      'DELETE',
      `${core}/configmaps/settings`,
      { propagationPolicy: 'Nope' },
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['propagationPolicy'],
  },
  {
    what: 'a DELETE of nothing',
    call: ['DELETE', `${core}/configmaps/none`],
    code: 404,
    reason: 'NotFound',
  },
];
