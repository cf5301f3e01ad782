import { APPLY } from '../apiClient';
import { configMap } from '../manifests';
import { apps, core, Refusal } from './refusal';

const changed = {
  metadata: { name: 'web' },
  apiVersion: 'apps/v1',
  kind: 'Deployment',
};

/** Server-side applies that are refused. */
export const applies: Refusal[] = [
  {
    what: 'an apply into a missing namespace',
    call: [
      'PATCH',
      '/api/v1/namespaces/none-at-all/configmaps/c?fieldManager=m',
      configMap('c'),
      APPLY,
    ],
    code: 404,
    reason: 'NotFound',
    says: 'namespaces "none-at-all" not found',
  },
  {
    what: 'an apply without manager',
    call: [
      'PATCH',
      `${core}/configmaps/settings`,
      configMap('settings'),
      APPLY,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['fieldManager'],
  },
  {
    what: 'an apply against another owner',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      configMap('settings', { a: 'c' }),
      APPLY,
    ],
    code: 409,
    reason: 'Conflict',
    fields: ['.data.a'],
    says: 'Apply failed with 1 conflict: conflict with "tests" using v1: .data.a',
  },
  {
    what: 'an apply against two fields',
    call: [
      'PATCH',
      `${apps}/deployments/web?fieldManager=m`,
      {
        ...changed,
        spec: {
          replicas: 3,
          template: {
            spec: { containers: [{ name: 'web', image: 'shop:2' }] },
          },
        },
      },
      APPLY,
    ],
    code: 409,
    reason: 'Conflict',
    fields: [
      '.spec.replicas',
      '.spec.template.spec.containers[name="web"].image',
    ],
    says: 'Apply failed with 2 conflicts: conflicts with "tests" using apps/v1:\n- .spec.replicas\n- .spec',
  },
  {
    what: 'an apply of an unknown field',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      { ...configMap('settings'), dota: {} },
      APPLY,
    ],
    code: 500,
    says: '.dota: field not declared in schema',
  },
  {
    what: 'an apply of a wrong type',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      { ...configMap('settings'), data: { a: 1 } },
      APPLY,
    ],
    code: 500,
    says: '.data.a: expected string, got &value.valueUnstructured{Value:1}',
  },
  {
    what: 'an apply of repeated keys',
    call: [
      'PATCH',
      `${apps}/deployments/web?fieldManager=m`,
      {
        ...changed,
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'web',
                  env: [
                    { name: 'A', value: '1' },
                    { name: 'A', value: '2' },
                  ],
                },
              ],
            },
          },
        },
      },
      APPLY,
    ],
    code: 500,
    says: '.spec.template.spec.containers[name="web"].env: duplicate entries for key [name="A"]',
  },
  {
    what: 'an apply of another kind',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'settings' } },
      APPLY,
    ],
    code: 400,
    reason: 'BadRequest',
    says: 'invalid object type: /v1, Kind=Secret',
  },
  {
    what: 'an apply of another name',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      configMap('other'),
      APPLY,
    ],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'an apply with managedFields',
    call: [
      'PATCH',
      `${core}/configmaps/settings?fieldManager=m`,
      {
        ...configMap('settings'),
        metadata: { name: 'settings', managedFields: [{}] },
      },
      APPLY,
    ],
    code: 400,
    reason: 'BadRequest',
  },
];
