import { TestDatabases } from '@backstage/backend-test-utils';
import {
  databaseText,
  SHOP,
  startApi,
  TestApi,
} from './__testUtils__/startApi';
import { Vault } from './secrets/Vault';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const KEY = 'the first key, of 32 characters or more';
const NEW_KEY = 'a newer key, of 32 characters or more';

const template = {
  parameters: {
    type: 'object',
    properties: {
      size: { type: 'integer' },
      password: { type: 'string', writeOnly: true, pattern: '^[a-z0-9-]+$' },
      database: {
        type: 'object',
        properties: {
          host: { type: 'string' },
          token: { type: 'string', format: 'password' },
        },
      },
    },
  },
  links: [
    {
      title: 'App',
      url: 'https://${{ staging.host }}/?p=${{ has(parameters.password) ? parameters.password : "" }}',
    },
  ],
};

const running: TestApi[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(api => api.stop()));
});

async function start(
  {
    keys = [KEY],
    parameters = template.parameters,
  }: { keys?: string[]; parameters?: object } = {},
  knex?: TestApi['knex'],
) {
  const api = await startApi(
    databases,
    {
      template: { ...template, parameters } as never,
      stagings: { secrets: { keys } },
    },
    knex,
  );
  running.push(api);
  return api;
}

const wanted = {
  entityRef: SHOP,
  template: 'plain',
  branch: 'feature/a',
  parameters: {
    size: 1,
    password: 'first-password',
    database: { host: 'db', token: 'first-token' },
  },
};

async function create(api: TestApi, body: object = wanted) {
  const response = await api.post('/v1/stagings', body).expect(201);
  return response.body.id as string;
}

/** What the staging's secrets are in the database, opened. */
async function storedSecrets(api: TestApi, id: string, keys = [KEY]) {
  const { secrets } = await api.knex('stagings').where({ id }).first('secrets');
  const vault = new Vault(keys);
  return Object.fromEntries(
    Object.entries<string>(JSON.parse(secrets ?? '{}')).map(
      ([parameter, sealed]) => [
        parameter,
        JSON.parse(vault.open(sealed, { stagingId: id, parameter })),
      ],
    ),
  );
}

it('keeps secrets sealed: no answer and no column of the database has them in clear', async () => {
  const api = await start();
  const created = await api.post('/v1/stagings', wanted).expect(201);
  const { id } = created.body;
  expect(created.body).toMatchObject({
    parameters: { size: 1, database: { host: 'db' } },
    secretParameters: ['password', 'database.token'],
    links: [{ title: 'App', url: expect.stringMatching(/\/\?p=••••$/) }],
  });
  const answers = await Promise.all(
    ['', '/operations', '/revisions/1'].map(path =>
      api.get(`/v1/stagings/${id}${path}`),
    ),
  );
  const all = JSON.stringify([
    created.body,
    ...answers.map(({ body }) => body),
    await databaseText(api.knex),
  ]);
  expect(all).not.toMatch(/first-(password|token)/);
  await expect(storedSecrets(api, id)).resolves.toEqual({
    password: 'first-password',
    'database.token': 'first-token',
  });
});

it.each<[string, object, object, object[]]>([
  [
    'leaves out',
    { parameters: { size: 2 } },
    { password: 'first-password', 'database.token': 'first-token' },
    [],
  ],
  [
    'leaves out, where it gives parameters whole',
    { parameters: { size: 2 }, replace: ['parameters'] },
    { password: 'first-password', 'database.token': 'first-token' },
    [],
  ],
  [
    'gives anew',
    { parameters: { password: 'second' } },
    { password: 'second', 'database.token': 'first-token' },
    [{ path: 'parameters.password', secret: 'changed' }],
  ],
  [
    'gives as it was',
    { parameters: { size: 2, password: 'first-password' } },
    { password: 'first-password', 'database.token': 'first-token' },
    [],
  ],
  [
    'takes back',
    { parameters: { database: { token: null } } },
    { password: 'first-password' },
    [{ path: 'parameters.database.token', secret: 'removed' }],
  ],
  [
    'takes back with what is around it',
    { parameters: { database: null } },
    { password: 'first-password' },
    [{ path: 'parameters.database.token', secret: 'removed' }],
  ],
])(
  'keeps to a change what it says of a secret that it %s',
  async (_, patch, secrets, changes) => {
    const api = await start();
    const id = await create(api);
    await api.patch(`/v1/stagings/${id}`, patch).expect(200);
    await expect(storedSecrets(api, id)).resolves.toEqual(secrets);
    const { body } = await api.get(`/v1/stagings/${id}/operations`);
    expect(
      body.items[0].changes.filter(
        (change: { secret?: string }) => change.secret,
      ),
    ).toEqual(changes);
  },
);

it('goes back to the secrets of an earlier revision', async () => {
  const api = await start();
  const id = await create(api);
  await api
    .patch(`/v1/stagings/${id}`, { parameters: { password: 'second' } })
    .expect(200);
  const { parameters, overrides } = (
    await api.get(`/v1/stagings/${id}/revisions/1`)
  ).body;
  await api
    .patch(`/v1/stagings/${id}`, {
      parameters,
      overrides,
      replace: ['parameters', 'overrides'],
      secretsOf: 1,
    })
    .expect(200);
  await expect(storedSecrets(api, id)).resolves.toMatchObject({
    password: 'first-password',
  });
  const refused = await api
    .patch(`/v1/stagings/${id}`, { secretsOf: 9 })
    .expect(400);
  expect(refused.body.error.message).toMatch(
    /^secretsOf: .* has no revision 9$/,
  );
});

it('refuses a secret that does not fit without repeating it', async () => {
  const api = await start();
  const refused = await api
    .post('/v1/stagings', {
      ...wanted,
      parameters: { password: 'UPPER-CASE-SECRET' },
    })
    .expect(400);
  expect(refused.body.error.message).toMatch(
    /^parameters\.password: must match pattern/,
  );
  expect(JSON.stringify(refused.body)).not.toContain('UPPER-CASE');
});

it('seals with a new key what an older one had sealed, and opens both until then', async () => {
  const before = await start();
  const id = await create(before);
  await before.stop();
  running.pop();
  const after = await start({ keys: [NEW_KEY, KEY] }, before.knex);
  await expect(storedSecrets(after, id, [NEW_KEY])).resolves.toMatchObject({
    password: 'first-password',
  });
  const { inputs } = await after
    .knex('revisions')
    .where({ staging_id: id })
    .first();
  expect(
    new Vault([NEW_KEY]).isCurrent(JSON.parse(inputs).secrets.password),
  ).toBe(true);
});

it('seals what was a plain parameter before the template declared it secret', async () => {
  const plain = {
    type: 'object',
    properties: { password: { type: 'string' } },
  };
  const before = await start({ parameters: plain });
  const id = await create(before, {
    ...wanted,
    parameters: { password: 'was-in-clear' },
  });
  expect(await databaseText(before.knex)).toContain('was-in-clear');
  await before.stop();
  running.pop();
  const after = await start({}, before.knex);
  expect(await databaseText(after.knex)).not.toContain('was-in-clear');
  await expect(storedSecrets(after, id)).resolves.toEqual({
    password: 'was-in-clear',
  });
});

it('says which secret cannot be read without its key, and takes it anew', async () => {
  const before = await start();
  const id = await create(before);
  await before.stop();
  running.pop();
  const after = await start({ keys: [NEW_KEY] }, before.knex);
  const refused = await after
    .patch(`/v1/stagings/${id}`, { parameters: { size: 2 } })
    .expect(400);
  expect(refused.body.error.message).toBe(
    'parameters.password: The secret password cannot be read: the key that it was sealed with is not among stagings.secrets.keys',
  );
  await after
    .patch(`/v1/stagings/${id}`, {
      parameters: { password: 'new', database: { token: 'new-token' } },
    })
    .expect(200);
  await expect(storedSecrets(after, id, [NEW_KEY])).resolves.toMatchObject({
    password: 'new',
  });
});
