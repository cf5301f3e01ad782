import { configMap } from '../manifests';
import { core, Refusal } from './refusal';

/** Objects that cannot be created, whatever their kind. */
export const creates: Refusal[] = [
  {
    what: 'a missing namespace',
    call: ['POST', '/api/v1/namespaces/none-at-all/configmaps', configMap('c')],
    code: 404,
    reason: 'NotFound',
    says: 'namespaces "none-at-all" not found',
  },
  {
    what: 'an object that exists',
    call: ['POST', `${core}/configmaps`, configMap('settings')],
    code: 409,
    reason: 'AlreadyExists',
  },
  {
    what: 'a bad name',
    call: ['POST', `${core}/configmaps`, configMap('Bad_Name')],
    code: 422,
    reason: 'Invalid',
    fields: ['metadata.name'],
  },
  {
    what: 'no name',
    call: [
      'POST',
      `${core}/configmaps`,
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['metadata.name'],
  },
  {
    what: 'a bad label',
    call: [
      'POST',
      `${core}/configmaps`,
      { ...configMap('x'), metadata: { name: 'x', labels: { a: 'b c' } } },
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['metadata.labels'],
  },
  {
    what: 'another kind',
    call: [
      'POST',
      `${core}/configmaps`,
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
    ],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'another namespace',
    call: [
      'POST',
      `${core}/configmaps`,
      { ...configMap('x'), metadata: { name: 'x', namespace: 'other' } },
    ],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a broken body',
    call: ['POST', `${core}/configmaps`, '{bad'],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a create without namespace',
    call: ['POST', '/api/v1/pods', {}],
    code: 405,
    reason: 'MethodNotAllowed',
  },
];
