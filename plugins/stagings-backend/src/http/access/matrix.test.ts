import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { randomUUID } from 'node:crypto';
import { readTable } from '../__testUtils__/readTable';
import {
  Answer,
  AuditedEvent,
  person,
  RolesPortal,
  service,
  signedOut,
  startRolesPortal,
} from '../__testUtils__/rolesPortal';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../../../../..');
const read = (path: string) => readFileSync(resolve(root, path), 'utf8');

const SHOP = 'component:default/shop';
const SEARCH = 'component:default/search';

/** Who asks in each column of the table, and of which components the stagings are that it is about. */
const columns: Record<string, { who: string; components: string[] }> = {
  'engineer, own component': { who: person('ada'), components: [SHOP] },
  "engineer, another's": { who: person('ada'), components: [SEARCH] },
  QA: { who: person('quinn'), components: [SHOP, SEARCH] },
  platform: { who: person('pat'), components: [SHOP, SEARCH] },
  'CI, its component': { who: service('external:ci'), components: [SHOP] },
  "CI, another's": { who: service('external:ci'), components: [SEARCH] },
  'other service': {
    who: service('external:stranger'),
    components: [SHOP, SEARCH],
  },
  'signed out': { who: signedOut, components: [SHOP, SEARCH] },
};

/** What a request of a row is about. */
interface Target {
  id: string;
  operation: string;
  component: string;
}

interface Request {
  path(target: Target): string;
  body?(target: Target): object;
  /** The answers to whoever may: what the staging's phase and the missing cluster make of it. */
  answers: number[];
}

const onStaging = (suffix: string, ...answers: number[]): Request => ({
  path: ({ id }) => `/v1/stagings/${id}${suffix}`,
  answers,
});

const newStaging = (component: string) => ({
  entityRef: component,
  template: 'web',
  branch: `feature/${randomUUID()}`,
});

/** How each row of the table is asked. */
const requests: Record<string, Request> = {
  'GET /v1/templates': {
    path: ({ component }) => `/v1/templates?entityRef=${component}`,
    answers: [200],
  },
  'GET /v1/templates/{name}/keys': {
    path: ({ component }) => `/v1/templates/web/keys?entityRef=${component}`,
    answers: [200],
  },
  'POST /v1/preview of a create': {
    path: () => '/v1/preview',
    body: ({ component }) => newStaging(component),
    answers: [200],
  },
  'POST /v1/preview of a change': {
    path: () => '/v1/preview',
    body: ({ id }) => ({ stagingId: id }),
    answers: [200],
  },
  'GET /v1/stagings': {
    path: ({ component }) => `/v1/stagings?entityRef=${component}`,
    answers: [200],
  },
  'POST /v1/stagings': {
    path: () => '/v1/stagings',
    body: ({ component }) => newStaging(component),
    answers: [201],
  },
  'GET /v1/stagings/{id}': onStaging('', 200),
  'PATCH /v1/stagings/{id}': {
    ...onStaging('', 200),
    body: () => ({ overrides: { DEBUG: '1' } }),
  },
  'DELETE /v1/stagings/{id}': onStaging('', 202),
  'POST /v1/stagings/{id}/redeploy': onStaging('/redeploy', 202, 409),
  'POST /v1/stagings/{id}/cancel': onStaging('/cancel', 202, 409),
  'POST /v1/stagings/{id}/restart': onStaging('/restart', 202, 409),
  'POST /v1/stagings/{id}/archive': onStaging('/archive', 202),
  'POST /v1/stagings/{id}/restore': onStaging('/restore', 409),
  'POST /v1/stagings/{id}/forget': onStaging('/forget', 409),
  'GET /v1/stagings/{id}/operations': onStaging('/operations', 200),
  'GET /v1/operations/{id}': {
    path: ({ operation }) => `/v1/operations/${operation}`,
    answers: [200],
  },
  'GET /v1/stagings/{id}/revisions/{revision}': onStaging('/revisions/1', 200),
  'GET /v1/stagings/{id}/resources': onStaging('/resources', 200, 503),
  'GET /v1/stagings/{id}/events': onStaging('/events', 200),
  'GET /v1/stagings/{id}/manifest': onStaging(
    '/manifest?kind=Deployment&name=web',
    404,
  ),
  'GET /v1/stagings/{id}/pods/{pod}/logs': onStaging(
    '/pods/web/logs',
    404,
    503,
  ),
  'GET /v1/clusters': { path: () => '/v1/clusters', answers: [200] },
};

const table = readTable(read('docs/permissions.md'), 'Every call, by role').map(
  ({ call = '', ...cells }) => ({ call: call.replace(/`/g, ''), cells }),
);

/** A row is `GET /v1/x`, or `GET /v1/x of a ...` where a call has two forms. */
const callOf = (row: string) => row.split(' of a ')[0]!;

describe('the table of docs/permissions.md', () => {
  it('has every call of openapi.yaml, and no other', () => {
    const { paths }: { paths: Record<string, object> } = parse(
      read('plugins/stagings-backend/openapi.yaml'),
    );
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter(key => key !== 'parameters')
        .map(method => `${method.toLocaleUpperCase('en-US')} ${path}`),
    );
    const inTable = new Set(table.map(({ call }) => callOf(call)));
    expect([...inTable].sort()).toEqual(described.sort());
  });

  it('has an answer for everybody, and says how each call is asked', () => {
    expect(table.map(({ call }) => call)).toEqual(Object.keys(requests));
    for (const { cells } of table) {
      expect(Object.keys(cells)).toEqual(Object.keys(columns));
    }
  });
});

describe('every call, by role', () => {
  let portal: RolesPortal;
  beforeAll(async () => {
    portal = await startRolesPortal();
    // Templates are shown to whoever sees stagings of the component: let there be some.
    for (const component of [SHOP, SEARCH]) await makeTarget(component);
  });
  afterAll(() => portal.stop());

  async function makeTarget(component: string): Promise<Target> {
    const pat = person('pat');
    const { status, body: staging } = await portal.call(
      pat,
      'POST',
      '/v1/stagings',
      newStaging(component),
    );
    expect(status).toBe(201);
    const { body } = await portal.call(
      pat,
      'GET',
      `/v1/stagings/${staging.id}/operations`,
    );
    return { id: staging.id!, operation: body.items![0]!.id, component };
  }

  function ask(call: string, who: string, target: Target): Promise<Answer> {
    const [method = ''] = call.split(' ');
    const { path, body } = requests[call]!;
    return portal.call(who, method, path(target), body?.(target));
  }

  /** How an answer would read about anything else: without what the request itself said. */
  const anonymous = ({ status, body }: Answer, target: Target) => ({
    status,
    body: Object.entries(target).reduce(
      (text, [field, value]) => text.replaceAll(value, field),
      JSON.stringify({
        ...body.error,
        stack: undefined,
        request: body.request,
      }),
    ),
  });

  async function expectUnknown(
    call: string,
    who: string,
    target: Target,
    answer: Answer,
  ) {
    const unknown = { ...target, id: randomUUID(), operation: randomUUID() };
    const same = await ask(call, who, unknown);
    expect(anonymous(answer, target)).toEqual(anonymous(same, unknown));
    expect(answer.status).toBe(404);
  }

  const cases = table.flatMap(({ call, cells }) =>
    Object.entries(cells).flatMap(([column, expected]) =>
      columns[column]!.components.map(
        component => [call, column, component, expected] as const,
      ),
    ),
  );
  interface Asked {
    call: string;
    who: string;
    target: Target;
    answer: Answer;
    events: AuditedEvent[];
  }

  function expectYes({ call, answer, events }: Asked): void {
    expect(requests[call]!.answers).toContain(answer.status);
    expect(answer.body.error?.message ?? '').not.toContain('no such staging');
    expect(events.filter(({ meta }) => meta.refusal)).toEqual([]);
  }

  function expectEmpty({ answer }: Asked): void {
    expect(answer).toMatchObject({
      status: 200,
      body: { items: [], totalItems: 0, counts: [] },
    });
  }

  async function expectHidden(asked: Asked): Promise<void> {
    const { call, who, target, answer, events } = asked;
    const { component: entityRef } = target;
    expect(events).toMatchObject([
      { outcome: 'failed', meta: { refusal: 'hidden', entityRef } },
    ]);
    await expectUnknown(call, who, target, answer);
  }

  function expectRefused({ answer, events }: Asked): void {
    expect(answer.status).toBe(403);
    expect(events).toMatchObject([
      { outcome: 'failed', meta: { refusal: expect.any(String) } },
    ]);
  }

  function expectSignIn({ answer }: Asked): void {
    expect(answer.status).toBe(401);
  }

  /** What each word of the table says of an answer. */
  const meanings: Record<string, (asked: Asked) => Promise<void> | void> = {
    yes: expectYes,
    empty: expectEmpty,
    '404': expectHidden,
    '403': expectRefused,
    '401': expectSignIn,
  };

  it.each(cases)(
    '%s: %s, %s: %s',
    async (call, column, component, expected) => {
      const { who } = columns[column]!;
      const target = await makeTarget(component);
      const before = portal.events.length;
      const answer = await ask(call, who, target);
      const events = portal.events.slice(before);
      expect(events.length).toBeLessThanOrEqual(1);
      await meanings[expected]!({ call, who, target, answer, events });
    },
  );

  it('tells a service the same of a component that is not its, and of none', async () => {
    const ci = service('external:ci');
    const calls = (component: string) =>
      [
        ['GET', `/v1/templates?entityRef=${component}`],
        ['GET', `/v1/templates/web/keys?entityRef=${component}`],
        ['POST', '/v1/stagings', newStaging(component)],
        ['POST', '/v1/preview', newStaging(component)],
      ] as const;
    const none = 'component:default/none';
    for (const [index, [method, path, body]] of calls(SEARCH).entries()) {
      const [, unknownPath, unknownBody] = calls(none)[index]!;
      const there = await portal.call(ci, method, path, body);
      const missing = await portal.call(ci, method, unknownPath, unknownBody);
      expect(there.status).toBe(403);
      expect(missing.status).toBe(403);
      expect(there.body.error!.message.replaceAll(SEARCH, none)).toBe(
        missing.body.error!.message,
      );
    }
  });

  it('tells a service of the templates that it may use, and of no others', async () => {
    const ci = service('external:ci');
    const { body } = await portal.call(
      ci,
      'GET',
      `/v1/templates?entityRef=${SHOP}`,
    );
    expect(body.items!.map(({ name }) => name)).toEqual(['web']);
    const answers = ['other', 'none'].flatMap(template => [
      portal.call(
        ci,
        'GET',
        `/v1/templates/${template}/keys?entityRef=${SHOP}`,
      ),
      portal.call(ci, 'POST', '/v1/stagings', {
        ...newStaging(SHOP),
        template,
      }),
    ]);
    const [keys, create, noKeys, noCreate] = (await Promise.all(answers)).map(
      ({ status, body: { error } }) => ({
        status,
        message: error!.message.replace(/other|none/, 'it'),
      }),
    );
    expect(keys).toEqual(noKeys);
    expect(keys!.status).toBe(404);
    expect(create).toEqual(noCreate);
    expect(create!.status).toBe(403);
  });

  it('counts only what the caller may see', async () => {
    const count = async (who: string) =>
      (await portal.call(who, 'GET', '/v1/stagings?state=all')).body
        .totalItems!;
    const all = await count(person('pat'));
    const own = await count(person('ada'));
    const others = await count(person('finn'));
    expect(await count(person('quinn'))).toBe(all);
    expect(own + others).toBe(all);
    expect(Math.min(own, others)).toBeGreaterThan(0);
    expect(await count(service('external:ci'))).toBe(own);
  });

  it('offers exactly the actions that it then allows', async () => {
    const { id } = await makeTarget(SHOP);
    const actions = async (who: string) =>
      (await portal.call(who, 'GET', `/v1/stagings/${id}`)).body.allowedActions;
    expect(await actions(person('quinn'))).toEqual(['archive']);
    expect(await actions(service('external:ci'))).not.toContain('delete');
    expect(await actions(person('ada'))).toContain('delete');
    expect(await actions(person('ada'))).toContain('readLogs');
  });
});
