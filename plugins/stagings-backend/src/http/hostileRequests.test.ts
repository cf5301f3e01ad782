import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  databaseText,
  SHOP,
  startApi,
  TestApi,
} from '../__testUtils__/startApi';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const wanted = { entityRef: SHOP, template: 'plain', branch: 'main' };

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi(databases, {
    stagings: { secrets: { keys: ['a key that is long enough for a test'] } },
    template: {
      parameters: {
        type: 'object',
        properties: {
          size: { type: 'integer' },
          slow: { type: 'string', pattern: '^(a+)+$' },
          token: { type: 'string', format: 'password' },
        },
      },
    },
  });
  const created = await api.post('/v1/stagings', wanted).expect(201);
  id = created.body.id;
});
afterAll(() => api.stop());

/** What people asked for, without what the engine does meanwhile. */
async function stored(): Promise<string> {
  const stagings = await api
    .knex('stagings')
    .select(
      'id',
      'name',
      'branch',
      'commit',
      'parameters',
      'overrides',
      'secrets',
      'revision',
      'desired',
      'links',
    );
  const revisions = await api.knex('revisions').select();
  return JSON.stringify([stagings, revisions]);
}

const deep = (levels: number) =>
  JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

it.each<[string, object, RegExp]>([
  [
    'values without end in depth',
    { overrides: deep(1_000) },
    /overrides: is nested deeper/,
  ],
  [
    'lists without end in depth',
    { parameters: { a: JSON.parse('['.repeat(1_000) + ']'.repeat(1_000)) } },
    /parameters: is nested deeper/,
  ],
  [
    'a prototype',
    { overrides: JSON.parse('{"__proto__": {"admin": true}}') },
    /cannot have a field "__proto__"/,
  ],
  [
    'a prototype in depth',
    { overrides: JSON.parse('{"a": [{"__proto__": 1}]}') },
    /cannot have a field "__proto__"/,
  ],
  ['a NUL', { overrides: { a: 'b\u0000c' } }, /overrides\.a: holds a NUL/],
  [
    'half of a character',
    { overrides: { a: '\ud800' } },
    /half of a character/,
  ],
  [
    'what a pattern takes for ever to check',
    { parameters: { slow: `${'a'.repeat(40)}!` } },
    /parameters: took longer than 1000 ms to check/,
  ],
])('refuses %s, and changes nothing', async (_, body, message) => {
  const before = await stored();
  for (const answer of [
    await api.patch(`/v1/stagings/${id}`, body),
    await api.post('/v1/stagings', { ...wanted, branch: 'other', ...body }),
  ]) {
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  }
  await expect(stored()).resolves.toBe(before);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

it.each([
  '/v1/stagings?q=%00',
  '/v1/stagings?entityRef=component:default/a%00',
  '/v1/stagings?cursor=%00',
])('refuses the address %s', async path => {
  expect((await api.get(path)).status).toBe(400);
});

it('takes a field called constructor for what it is', async () => {
  const overrides = { constructor: { prototype: { a: 1 } }, toString: 'x' };
  const answer = await api
    .patch(`/v1/stagings/${id}`, { overrides })
    .expect(200);
  expect(answer.body.overrides).toEqual(overrides);
});

const anyKey = fc.oneof(
  fc.constantFrom(
    'entityRef',
    'template',
    'branch',
    'commit',
    'name',
    'parameters',
    'overrides',
    'replace',
    'revision',
    'secretsOf',
    'prune',
    'resource',
    'stagingId',
    '__proto__',
    'constructor',
    'token',
    'size',
  ),
  fc.string({ maxLength: 8 }),
);
const anyValue = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      SHOP,
      'plain',
      'main',
      '-rf',
      '--help',
      '../..',
      '%00',
      '\u202egpj',
      '${{ staging.id }}',
      'data:text/html,x',
      'a'.repeat(300),
      1e308,
      -1,
      0.5,
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyKey, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;
const anyBody = fc.oneof(
  anyValue,
  fc.dictionary(anyKey, anyValue, { maxKeys: 6, noNullPrototype: true }),
  fc
    .dictionary(anyKey, anyValue, { maxKeys: 3, noNullPrototype: true })
    .map(body => ({ ...wanted, ...body })),
);
const anyRoute = fc.constantFrom<(body: unknown) => ReturnType<TestApi['get']>>(
  body => api.post('/v1/stagings', body),
  body => api.patch(`/v1/stagings/${id}`, body),
  body => api.post(`/v1/stagings/${id}/redeploy`, body),
  body => api.post(`/v1/stagings/${id}/restart`, body),
);

it('answers any body without a failure of its own, and stores nothing of what it refuses', async () => {
  await fc.assert(
    fc.asyncProperty(anyRoute, anyBody, async (ask, body) => {
      const before = await stored();
      const { status } = await ask(body);
      expect(status).toBeLessThan(500);
      const after = await stored();
      expect(status < 400 || after === before).toBe(true);
    }),
    { seed: 20261126, numRuns: 300 },
  );
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

it('lets no query fail', async () => {
  const query = fc.dictionary(
    fc.constantFrom(
      'entityRef',
      'state',
      'q',
      'phase',
      'health',
      'limit',
      'cursor',
      'owner',
      'createdBy',
      'template',
      'cluster',
      'x',
    ),
    fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.constantFrom(
        '%',
        '_',
        "'; drop table stagings; --",
        'all',
        '1e9',
        '-1',
      ),
    ),
    { maxKeys: 4, noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(query, async parameters => {
      const { status } = await api.get(
        `/v1/stagings?${new URLSearchParams(parameters)}`,
      );
      expect([200, 400, 403]).toContain(status);
    }),
    { seed: 20261126, numRuns: 150 },
  );
  expect(await databaseText(api.knex)).toContain(id);
});
