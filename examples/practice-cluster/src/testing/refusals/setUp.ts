import { Json } from '../../model/json';
import {
  configMap,
  deployment,
  job,
  pod,
  service,
  statefulSet,
} from '../manifests';
import { apps, batch, core, rbac } from './refusal';

const roleBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'binding' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'one' },
};

/** What has to be there before the calls are made. */
export const setUp: [path: string, body: Json][] = [
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
