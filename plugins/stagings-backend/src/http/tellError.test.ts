import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { inspect } from 'node:util';
import { SHOP, startApi, TestApi } from '../__testUtils__/startApi';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const KEY = 'the key of the platform team, of 32 characters';
const FIRST = 'first+/password';
const SECOND = 'second+/password';

/** All that the backend tells its log and its auditor. */
const told: unknown[] = [];
const tell = (...what: unknown[]) => {
  told.push(what);
};
const logger: LoggerService = {
  ...{ error: tell, warn: tell, info: tell, debug: tell },
  child: () => logger,
};
const listening = [
  createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  }),
  createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      createEvent: async ({ eventId, meta }) => {
        tell(eventId, meta);
        return {
          success: async how => tell('success', how),
          fail: async how => tell('fail', how),
        };
      },
    }),
  }),
];

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startApi(databases, {
    features: listening,
    stagings: { secrets: { keys: [KEY] } },
    template: {
      parameters: {
        type: 'object',
        properties: {
          size: { type: 'integer' },
          password: { type: 'string', writeOnly: true },
        },
      },
    },
  });
  const { body } = await api.post('/v1/stagings', {
    ...{ entityRef: SHOP, template: 'plain', branch: 'feature/a' },
    parameters: { password: FIRST },
  });
  id = body.id;
});
afterAll(() => api.stop());

/** Lets every change fail with some words, as a database or a cluster might that quotes what it refuses. */
async function failingWith(words: string) {
  await api.knex.raw('drop trigger if exists refuse');
  await api.knex.raw(
    `create trigger refuse before insert on revisions
     begin select raise(abort, '${words}'); end`,
  );
}

const change = { parameters: { size: 2, password: SECOND } };

it.each([
  ['a secret that the staging has', FIRST, change],
  ['one that the request gives', SECOND, change],
  ['a secret of the platform', KEY, change],
  ['what looks like a token', `ghp_${'a1b2c3'.repeat(6)}`, change],
  ['one in base64', Buffer.from(`robot:${FIRST}`).toString('base64'), change],
  ['one in an address', encodeURIComponent(FIRST), change],
])('tells nobody %s that an error quotes', async (_, quoted, body) => {
  await failingWith(`the value ${quoted} does not fit`);
  told.length = 0;
  const answer = await api.patch(`/v1/stagings/${id}`, body);
  expect(answer.status).toBe(500);
  const all = inspect([answer.body, told], { depth: 20, showHidden: true });
  expect(all).toMatch(/the value [^ ]*••••[^ ]* does not fit/);
  expect(all).toContain('fail');
  expect(all).not.toContain(quoted);
});

it('tells nobody the secret of a new staging that an error quotes', async () => {
  await failingWith(`the value ${SECOND} does not fit`);
  told.length = 0;
  const answer = await api.post('/v1/stagings', {
    ...{ entityRef: SHOP, template: 'plain', branch: 'feature/b' },
    parameters: { password: SECOND },
  });
  expect(answer.status).toBe(500);
  const all = inspect([answer.body, told], { depth: 20, showHidden: true });
  expect(all).toMatch(/the value ••••[^ ]* does not fit/);
  expect(all).not.toContain(SECOND);
});

it('says of a body that is no JSON nothing that stands in it', async () => {
  const { status, body } = await api
    .patch(`/v1/stagings/${id}`, {})
    .send(`{"parameters":{"password":"${SECOND}"`);
  expect(status).toBe(400);
  expect(body.error).toEqual({
    name: 'InputError',
    message: 'the body: is no valid JSON',
  });
});

it('refuses a body that is too large, and says how large one may be', async () => {
  const { status, body } = await api.patch(`/v1/stagings/${id}`, {
    overrides: { a: 'x'.repeat(1_100_000) },
  });
  expect(status).toBe(413);
  expect(body.error.message).toBe('the body: is larger than 1 MB');
});
