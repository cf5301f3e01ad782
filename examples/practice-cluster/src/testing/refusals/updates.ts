import { MERGE } from '../apiClient';
import { configMap } from '../manifests';
import { core, Refusal } from './refusal';

/** Replacements and merge patches that are refused. */
export const updates: Refusal[] = [
  {
    what: 'a PUT with another name',
    call: ['PUT', `${core}/configmaps/settings`, configMap('other')],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a PUT of a stale version',
    call: [
      'PUT',
      `${core}/configmaps/settings`,
      {
        ...configMap('settings'),
        metadata: { name: 'settings', resourceVersion: '1' },
      },
    ],
    code: 409,
    reason: 'Conflict',
  },
  {
    what: 'a PUT of another uid',
    call: [
      'PUT',
      `${core}/configmaps/settings`,
      {
        ...configMap('settings'),
        metadata: { name: 'settings', uid: 'other' },
      },
    ],
    code: 409,
    reason: 'Conflict',
  },
  {
    what: 'a PUT of nothing',
    call: ['PUT', `${core}/configmaps/none`, configMap('none')],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a patch of nothing',
    call: ['PATCH', `${core}/configmaps/none`, { data: {} }, MERGE],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a patch of a stale version',
    call: [
      'PATCH',
      `${core}/configmaps/settings`,
      { metadata: { resourceVersion: '1' } },
      MERGE,
    ],
    code: 409,
    reason: 'Conflict',
  },
  {
    what: 'an unknown patch type',
    call: ['PATCH', `${core}/configmaps/settings`, {}, 'application/foo'],
    code: 415,
    reason: 'UnsupportedMediaType',
  },
];
