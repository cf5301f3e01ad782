import { KubeObject } from '../model/kubeObject';
import { Replacement, replacementOf } from './replacement';

const object = (apiVersion: string, kind: string): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'it' },
});

it.each<[string, string, Replacement['type']]>([
  ['batch/v1', 'Job', 'recreate'],
  ['v1', 'ConfigMap', 'recreate'],
  ['apps/v1', 'Deployment', 'recreate'],
  ['apps/v1', 'StatefulSet', 'adopt'],
  ['v1', 'PersistentVolumeClaim', 'never'],
  ['v1', 'Namespace', 'never'],
  ['postgresql.cnpg.io/v1', 'Cluster', 'never'],
])('%s %s: %s', (apiVersion, kind, type) => {
  expect(replacementOf(object(apiVersion, kind)).type).toBe(type);
});
