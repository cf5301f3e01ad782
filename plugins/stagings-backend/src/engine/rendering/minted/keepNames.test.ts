import { InventoryEntry } from '../../../model/inventory';
import { apiVersionOf, KubeObject } from '../../../model/kubeObject';
import { keepNames } from './keepNames';

type Kind = 'Job' | 'Secret' | 'Pod' | 'PersistentVolumeClaim';

function object(kind: Kind, name: string, hook?: string): KubeObject {
  return {
    apiVersion: apiVersionOf(kind === 'Job' ? 'batch' : '', 'v1'),
    kind,
    metadata: {
      name,
      namespace: 'stg',
      ...(hook && { annotations: { 'helm.sh/hook': hook } }),
    },
  };
}

function entry(
  kind: Kind,
  name: string,
  given: Partial<InventoryEntry> = {},
): InventoryEntry {
  return {
    group: kind === 'Job' ? 'batch' : '',
    version: 'v1',
    kind,
    name,
    namespace: 'stg',
    actuation: 'applied',
    revision: 1,
    ...given,
  };
}

function keep(
  objects: KubeObject[],
  again: KubeObject[],
  inventory: InventoryEntry[],
  revision = 1,
) {
  const sources = new Map([
    ['batch|Job|stg|migrate-aaaaa', 'templates/a.yaml'],
  ]);
  const kept = keepNames({ objects, again, sources }, inventory, { revision });
  return {
    ...kept,
    names: kept.objects.map(({ metadata }) => metadata.name),
  };
}

describe('a name that is made up', () => {
  it.each<[string, string, string, string]>([
    ['letters', 'migrate-aaaaa', 'migrate-bbbbb', 'migrate-ccccc'],
    ['letters that begin alike', 'job-xa1', 'job-xb2', 'job-yc3'],
    ['letters that end alike', 'job-a1x-db', 'job-b2x-db', 'job-c3y-db'],
    ['letters without a separator', 'joba1b2c', 'jobz9y8x', 'jobq5w4e'],
    ['numbers of any length', 'job-7', 'job-4711', 'job-99'],
    [
      'a UUID',
      'job-0d9f9a6e-6c2b-4d0e-9d3b-0a5a5a5a5a5a',
      'job-1e8f8b7f-7d3c-4e1f-8e4c-1b6b6b6b6b6b',
      'job-2f7a7c8a-8e4d-4f2a-9f5d-2c7c7c7c7c7c',
    ],
    [
      'a time',
      'job-20261126120000',
      'job-20261126120000',
      'job-20261125080910',
    ],
    ['seconds', 'job-1795694400', 'job-1795694401', 'job-1795600000'],
    [
      'a date in pieces',
      'job-2026-11-26-120000',
      'job-2026-11-26-120000',
      'job-2026-11-25-080910',
    ],
  ])('stays in a revision: %s', (_, one, other, before) => {
    const { names, again } = keep(
      [object('Job', one)],
      [object('Job', other)],
      [entry('Job', before)],
    );
    expect(names).toEqual([before]);
    expect(again[0]?.metadata.name).toBe(before);
  });

  it.each<[string, Kind, string | undefined, string]>([
    ['a Job, which is to run again', 'Job', undefined, 'x-aaaaa'],
    ['a bare Pod', 'Pod', undefined, 'x-aaaaa'],
    [
      'a hook, which runs once in an operation',
      'Job',
      'pre-upgrade',
      'x-ccccc',
    ],
    ['what holds data', 'PersistentVolumeClaim', undefined, 'x-ccccc'],
    ['a Secret', 'Secret', undefined, 'x-ccccc'],
  ])('in a new revision, of %s', (_, kind, hook, expected) => {
    const { names } = keep(
      [object(kind, 'x-aaaaa', hook)],
      [object(kind, 'x-bbbbb', hook)],
      [entry(kind, 'x-ccccc', hook ? { hook: { events: [], runs: {} } } : {})],
      2,
    );
    expect(names).toEqual([expected]);
  });

  it('with a time in it is new in a new revision: a version may look like that', () => {
    const named = () => object('Secret', 'x-20261126120000');
    const { names } = keep(
      [named()],
      [named()],
      [entry('Secret', 'x-20261125120000')],
      2,
    );
    expect(names).toEqual(['x-20261126120000']);
  });

  it('is kept wherever it stands', () => {
    const pod = (name: string, secret: string): KubeObject => ({
      ...object('Pod', name),
      spec: { volumes: [{ secret: { secretName: secret } }] },
    });
    const { objects, again } = keep(
      [object('Secret', 's-aaaaa'), pod('web', 's-aaaaa')],
      [object('Secret', 's-bbbbb'), pod('web', 's-bbbbb')],
      [entry('Secret', 's-ccccc'), entry('Pod', 'web')],
    );
    expect(objects).toEqual([
      object('Secret', 's-ccccc'),
      pod('web', 's-ccccc'),
    ]);
    expect(again).toEqual(objects);
  });

  it('is told with the file that makes it up', () => {
    const { notices, sources } = keep(
      [object('Job', 'migrate-aaaaa')],
      [object('Job', 'migrate-bbbbb')],
      [entry('Job', 'migrate-ccccc')],
    );
    expect(notices).toEqual([
      'Job migrate-ccccc keeps its name: templates/a.yaml makes up a new one at each render',
    ]);
    expect([...sources]).toEqual([
      ['batch|Job|stg|migrate-ccccc', 'templates/a.yaml'],
    ]);
  });
});

it.each<[string, InventoryEntry]>([
  ['another kind', entry('Secret', 'x-ccccc')],
  ['another namespace', entry('Job', 'x-ccccc', { namespace: 'other' })],
  ['another pattern', entry('Job', 'y-ccccc')],
  ['a hook', entry('Job', 'x-ccccc', { hook: { events: [], runs: {} } })],
])('takes no name of %s', (_, other) => {
  const { names } = keep(
    [object('Job', 'x-aaaaa')],
    [object('Job', 'x-bbbbb')],
    [other],
  );
  expect(names).toEqual(['x-aaaaa']);
});

it('takes the newest of several', () => {
  const { names } = keep(
    [object('Job', 'x-aaaaa')],
    [object('Job', 'x-bbbbb')],
    [entry('Job', 'x-ccccc'), entry('Job', 'x-ddddd', { revision: 3 })],
    3,
  );
  expect(names).toEqual(['x-ddddd']);
});

it('leaves names alone that both renders have', () => {
  const named = () => object('Job', 'x-1');
  expect(keep([named()], [named()], [entry('Job', 'x-2')]).names).toEqual([
    'x-1',
  ]);
});

describe('two that nothing else tells apart', () => {
  const two = (hook?: string) =>
    [
      [object('Job', 'x-aaaaa', hook), object('Job', 'x-bbbbb', hook)],
      [object('Job', 'x-ccccc', hook), object('Job', 'x-ddddd', hook)],
    ] as const;

  it('are new each time, which is said', () => {
    const [objects, again] = two();
    const { names, notices } = keep(
      [...objects],
      [...again],
      [entry('Job', 'x-eeeee'), entry('Job', 'x-fffff')],
    );
    expect(names).toEqual(['x-aaaaa', 'x-bbbbb']);
    expect(notices[0]).toBe(
      'the template makes up the whole name of Job x-aaaaa and of others of its kind, so that they cannot be told apart: each deploy has new ones',
    );
  });

  it('are refused as hooks', () => {
    const [objects, again] = two('pre-install');
    expect(() => keep([...objects], [...again], [])).toThrow(
      'so that they cannot be told apart',
    );
  });
});
