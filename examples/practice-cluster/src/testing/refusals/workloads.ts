import { MERGE } from '../apiClient';
import { deployment, job, pod } from '../manifests';
import { apps, batch, core, ns, Refusal } from './refusal';

/** Workloads and pods that are invalid, and changes that they do not take. */
export const workloads: Refusal[] = [
  {
    what: 'a Deployment without anything',
    call: [
      'POST',
      `${apps}/deployments`,
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'x' },
        spec: {},
      },
    ],
    code: 422,
    reason: 'Invalid',
    fields: [
      'spec.selector',
      'spec.template.metadata.labels',
      'spec.template.spec.containers',
    ],
  },
  {
    what: 'a container without image',
    call: ['POST', `${apps}/deployments`, deployment('x', '')],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.template.spec.containers[0].image'],
  },
  {
    what: 'a changed selector',
    call: [
      'PATCH',
      `${apps}/deployments/web`,
      {
        spec: {
          selector: { matchLabels: { app: 'z' } },
          template: { metadata: { labels: { app: 'z' } } },
        },
      },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.selector'],
    says: 'field is immutable',
  },
  {
    what: 'changed completions',
    call: [
      'PATCH',
      `${batch}/jobs/migrate`,
      { spec: { completions: 3 } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.completions'],
  },
  {
    what: 'a changed Job template',
    call: [
      'PATCH',
      `${batch}/jobs/migrate`,
      { spec: { template: { spec: { restartPolicy: 'OnFailure' } } } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.template'],
  },
  {
    what: 'a Job that restarts for ever',
    call: [
      'POST',
      `${batch}/jobs`,
      job('x', 'a', {
        template: { spec: { containers: [{ name: 'a', image: 'a' }] } },
      }),
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec.template.spec.restartPolicy'],
  },
  {
    what: 'a changed StatefulSet',
    call: [
      'PATCH',
      `${apps}/statefulsets/db`,
      { spec: { serviceName: 'x' } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec'],
  },
  {
    what: 'a changed pod',
    call: [
      'PATCH',
      `${core}/pods/solo`,
      { spec: { restartPolicy: 'Never' } },
      MERGE,
    ],
    code: 422,
    reason: 'Invalid',
    fields: ['spec'],
  },
  {
    what: 'a pod without its account',
    call: [
      'POST',
      `${core}/pods`,
      pod('x', 'a', { serviceAccountName: 'nobody' }),
    ],
    code: 403,
    reason: 'Forbidden',
    says: `error looking up service account ${ns}/nobody`,
  },
];
