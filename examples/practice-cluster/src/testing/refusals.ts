import { Json } from '../model/json';
import { APPLY, MERGE } from './apiClient';
import {
  configMap,
  deployment,
  job,
  pod,
  service,
  statefulSet,
} from './manifests';

/** The namespace of the calls below. */
export const ns = `practice-${process.pid}`;
/** Its core objects. */
export const core = `/api/v1/namespaces/${ns}`;
/** Its workloads. */
export const apps = `/apis/apps/v1/namespaces/${ns}`;
const batch = `/apis/batch/v1/namespaces/${ns}`;
const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${ns}`;

/** A call and what every API server answers. */
export type Case = {
  what: string;
  call: [method: string, path: string, body?: Json, type?: string];
  code: number;
  reason?: string;
  /** Fields of `details.causes`. */
  fields?: string[];
  /** A part of the message. */
  says?: string;
};

const changed = {
  metadata: { name: 'web' },
  apiVersion: 'apps/v1',
  kind: 'Deployment',
};

const roleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'binding' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'one' },
};

/** What has to be there before. */
export const setUp: [string, Json][] = [
  [`${core}/configmaps`, configMap('settings', { a: 'b' })],
  [`${core}/services`, service('web')],
  [`${apps}/deployments`, deployment('web', 'shop:1')],
  [`${apps}/statefulsets`, statefulSet('db', 'postgres:17')],
  [`${batch}/jobs`, job('migrate', 'tool:1')],
  [`${core}/pods`, pod('solo', 'shop:1')],
  [
    `${core}/pods`,
    pod('pair', 'shop:1', {
      containers: [
        { name: 'a', image: 'shop:1' },
        { name: 'b', image: 'shop:1' },
      ],
    }),
  ],
  [
    `${core}/secrets`,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'fixed' },
      immutable: true,
      stringData: { a: 'b' },
    },
  ],
  [`${rbac}/rolebindings`, roleBinding],
];

/** Calls that are refused, and how. */
export const refusals: Case[] = [
  {
    what: 'an unknown group',
    call: ['GET', '/apis/nope.example.com/v1/things'],
    code: 404,
    says: '404 page not found',
  },
  {
    what: 'an unknown resource',
    call: ['GET', `${core}/nothings`],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a missing object',
    call: ['GET', `${core}/configmaps/none`],
    code: 404,
    reason: 'NotFound',
    says: 'configmaps "none" not found',
  },
  {
    what: 'a missing object of a group',
    call: ['GET', `${apps}/deployments/none`],
    code: 404,
    reason: 'NotFound',
    says: 'deployments.apps "none" not found',
  },
  {
    what: 'a missing namespace',
    call: ['POST', '/api/v1/namespaces/none-at-all/configmaps', configMap('c')],
    code: 404,
    reason: 'NotFound',
    says: 'namespaces "none-at-all" not found',
  },
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
  {
    what: 'the log of two containers',
    call: ['GET', `${core}/pods/pair/log`],
    code: 400,
    reason: 'BadRequest',
    says: 'a container name must be specified for pod pair, choose one of: [a b]',
  },
  {
    what: 'the log of no container',
    call: ['GET', `${core}/pods/solo/log?container=none`],
    code: 400,
    reason: 'BadRequest',
    says: 'container none is not valid for pod solo',
  },
  {
    what: 'the log of no pod',
    call: ['GET', `${core}/pods/none/log`],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a negative tail',
    call: ['GET', `${core}/pods/solo/log?tailLines=-1`],
    code: 422,
    reason: 'Invalid',
    fields: ['tailLines'],
  },
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
  {
    what: 'a bad label selector',
    call: ['GET', `${core}/configmaps?labelSelector=a%20b`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a bad field selector',
    call: ['GET', `${core}/configmaps?fieldSelector=foo%3Dx`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a bad continue token',
    call: ['GET', `${core}/configmaps?limit=1&continue=abc`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a version from the future',
    call: ['GET', `${core}/configmaps?resourceVersion=99999999`],
    code: 504,
    reason: 'Timeout',
  },
  {
    what: 'a version that is none',
    call: ['GET', `${core}/configmaps?watch=1&resourceVersion=abc`],
    code: 500,
  },
  {
    what: 'initial events without a match',
    call: ['GET', `${core}/configmaps?watch=1&sendInitialEvents=true`],
    code: 422,
    reason: 'Invalid',
    fields: ['resourceVersionMatch'],
  },
];
