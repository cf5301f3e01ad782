import { KubeObject } from '../../model/kubeObject';
import { Redactor } from '../../redaction';
import { stagingRecord } from '../../store/__testUtils__/records';
import { fitting } from './fitting';
import { Found, present } from './present';

const PASSWORD = 'hunter22';
const encoded = Buffer.from(PASSWORD).toString('base64');

const secret: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'db', namespace: 'stg-shop' },
  data: { password: encoded },
};

function found(parts: Partial<Found>): Found {
  return {
    staging: stagingRecord({ id: 'shop' }),
    known: new Redactor(),
    render: {
      objects: [secret],
      sources: new Map(),
      notes: [],
      artifacts: [],
      took: 0,
    },
    hooks: [],
    images: [],
    outlook: { objects: [], removals: [], problems: [], notes: [] },
    ...parts,
  };
}

it('shows the value of a Secret nowhere', () => {
  const answer = present(
    found({
      outlook: {
        objects: [
          { object: secret, action: 'change' },
          {
            object: { ...secret, data: { password: 'b3RoZXI=' } },
            action: 'change',
            live: secret,
          },
        ],
        removals: [],
        problems: [
          { reason: 'ObjectRefused', message: `expected text, got ${encoded}` },
        ],
        notes: [{ level: 'warning', message: `${PASSWORD} is no good` }],
      },
    }),
  );
  const text = JSON.stringify(answer);
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain(encoded);
  expect(answer.problems[0]?.message).toBe('expected text, got ••••');
});

const hook = {
  object: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'migrate' },
  },
  events: ['pre-install' as const, 'post-upgrade' as const],
  weight: 0,
  deletePolicies: [],
};

it.each([
  ['a first deploy', {}, ['pre-install']],
  ['a later one', { deployedRevision: 1 }, ['post-upgrade']],
  [
    'a change that waits for a restore',
    { desired: 'archived' as const, deployedRevision: 1 },
    [],
  ],
])('lists the hooks of %s', (_, record, events) => {
  const staging = stagingRecord({ id: 'shop', ...record });
  const { hooks } = present(found({ staging, hooks: [hook] }));
  expect(hooks.map(({ event }) => event)).toEqual(events);
});

it('leaves texts out that do not fit, and says so', () => {
  const object = (name: string, yaml?: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    action: 'create' as const,
    ...(yaml && { yaml }),
  });
  const parts = {
    objects: [object('a', 'x'.repeat(60)), object('b', 'x'.repeat(60))],
    hooks: [],
    notes: [],
  };
  expect(fitting(parts, 200)).toEqual(parts);
  expect(fitting(parts, 100)).toEqual({
    objects: [parts.objects[0], object('b')],
    hooks: [],
    notes: [
      {
        level: 'warning',
        message:
          'The YAML of 1 objects is left out, since the answer would be too large',
      },
    ],
  });
});
