import { MERGE } from '../apiClient';
import { core, Refusal } from './refusal';

/** Changes that a PersistentVolumeClaim does not take. */
export const claims: Refusal[] = [
  {
    what: "a claim's changed class",
    call: [
      'PATCH',
      `${core}/persistentvolumeclaims/data-db-0`,
      { spec: { storageClassName: 'x' } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec'],
  },
  {
    what: 'a larger claim',
    call: [
      'PATCH',
      `${core}/persistentvolumeclaims/data-db-0`,
      { spec: { resources: { requests: { storage: '2Gi' } } } },
      MERGE,
    ],
    code: 403,
    reason: 'Forbidden',
  },
  {
    what: 'a smaller claim',
    call: [
      'PATCH',
      `${core}/persistentvolumeclaims/data-db-0`,
      { spec: { resources: { requests: { storage: '1Mi' } } } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.resources.requests.storage'],
  },
];
