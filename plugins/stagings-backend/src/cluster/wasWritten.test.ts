import { wasWritten } from './wasWritten';

const ANSWERED = Date.parse('2026-03-01T12:00:10Z');

function object(time: string | undefined, changes: object = {}) {
  const ours = {
    manager: 'backstage-stagings',
    operation: 'Apply',
    time,
    ...changes,
  };
  const theirs = {
    manager: 'kube-controller-manager',
    operation: 'Update',
    subresource: 'status',
    time: '2026-03-01T12:00:09Z',
  };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', managedFields: [theirs, ours] },
  };
}

it.each([
  ['our fields are older than the request', '2026-03-01T12:00:08Z', 200, false],
  ['our fields are as old as the answer', '2026-03-01T12:00:10Z', 200, true],
  ['the second changed in between', '2026-03-01T12:00:09Z', 200, true],
  ['the server took long to answer', '2026-03-01T12:00:05Z', 6_000, true],
  ['the server tells no time', undefined, 200, true],
])('where %s', (_, time, took, written) => {
  expect(wasWritten(object(time), { answeredAt: ANSWERED, took })).toBe(
    written,
  );
});

it.each([
  ['the answer has no date', object('2026-03-01T12:00:00Z'), undefined],
  [
    'the fields are of another manager',
    object('2026-03-01T12:00:00Z', { manager: 'kubectl' }),
    ANSWERED,
  ],
  [
    'the fields are of the status',
    object('2026-03-01T12:00:00Z', { subresource: 'status' }),
    ANSWERED,
  ],
])('counts as written where %s', (_, live, answeredAt) => {
  expect(wasWritten(live, { answeredAt, took: 0 })).toBe(true);
});
