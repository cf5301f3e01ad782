import { KubeObject, Pod } from '../model/objects';
import { ordinalOf } from './statefulSetClaims';

it.each([
  ['db', 'db-0', 0],
  ['db', 'db-12', 12],
  ['db', 'web-1', -1],
  ['ab', 'db-1', -1],
  ['db', 'db-x', -1],
  ['db', 'db-x-1', -1],
  ['db-x', 'db-x-1', 1],
])('in the set %s the pod %s has the number %i', (set, pod, ordinal) => {
  const named = (name: string) => ({ metadata: { name } } as KubeObject);
  expect(ordinalOf(named(set), named(pod) as Pod)).toBe(ordinal);
});
