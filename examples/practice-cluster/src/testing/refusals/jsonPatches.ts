import { JSON_PATCH } from '../apiClient';
import { core, Refusal } from './refusal';

const settings = `${core}/configmaps/settings`;

/** JSON patches that cannot be read or do not fit the object. */
export const jsonPatches: Refusal[] = [
  {
    what: 'a JSON patch that is no list',
    call: ['PATCH', settings, {}, JSON_PATCH],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a JSON patch of nothing',
    call: ['PATCH', `${core}/configmaps/none`, [], JSON_PATCH],
    code: 404,
    reason: 'NotFound',
  },
  ...[
    ['whose test fails', { op: 'test', path: '/data/a', value: 'x' }],
    ['that removes what is not there', { op: 'remove', path: '/data/z' }],
    [
      'that moves what is not there',
      { op: 'move', from: '/data/z', path: '/data/y' },
    ],
    [
      'that replaces beyond the end of a list',
      { op: 'replace', path: '/metadata/managedFields/7', value: {} },
    ],
    [
      'that adds below what is not there',
      { op: 'add', path: '/binaryData/z', value: 'eA==' },
    ],
    [
      'that adds beyond the end of a list',
      { op: 'add', path: '/metadata/managedFields/7', value: {} },
    ],
    ['of an unknown operation', { op: 'turn', path: '/data/a' }],
  ].map(
    ([what, operation]): Refusal => ({
      what: `a JSON patch ${what}`,
      call: ['PATCH', settings, [operation ?? null], JSON_PATCH],
      code: 422,
      reason: 'Invalid',
      says: 'the server rejected our request due to an error in our request',
    }),
  ),
];
