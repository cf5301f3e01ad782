import { MERGE } from '../apiClient';
import { service } from '../manifests';
import { core, Refusal } from './refusal';

/** Services that are invalid, and changes that they do not take. */
export const services: Refusal[] = [
  {
    what: 'a Service without ports',
    call: [
      'POST',
      `${core}/services`,
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: {} },
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.ports'],
  },
  {
    what: 'ports without names',
    call: [
      'POST',
      `${core}/services`,
      service('x', { ports: [{ port: 80 }, { port: 81 }] }),
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.ports[0].name', 'spec.ports[1].name'],
  },
  {
    what: 'port zero',
    call: ['POST', `${core}/services`, service('x', { ports: [{ port: 0 }] })],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.ports[0].port', 'spec.ports[0].targetPort'],
  },
  {
    what: 'a Service turned headless',
    call: [
      'PATCH',
      `${core}/services/web`,
      { spec: { clusterIP: 'None' } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.clusterIPs[0]'],
  },
];
