import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTable } from '../__testUtils__/readTable';
import {
  AuditedEvent,
  person,
  RolesPortal,
  service,
  startRolesPortal,
} from '../__testUtils__/rolesPortal';

jest.setTimeout(120_000);

const docs = readFileSync(
  resolve(__dirname, '../../../../../docs/permissions.md'),
  'utf8',
);

/** What the engine does by itself is tested where it does it. */
const BY_THE_ENGINE = ['staging-mutate repair', 'history-purge'];

describe('the events for the auditor', () => {
  let portal: RolesPortal;
  let id: string;
  beforeAll(async () => {
    portal = await startRolesPortal();
  });
  afterAll(() => portal.stop());

  const create = (who: string, more: object = {}) =>
    portal.call(who, 'POST', '/v1/stagings', {
      entityRef: 'component:default/shop',
      template: 'web',
      branch: `feature/${Math.random()}`,
      ...more,
    });
  beforeEach(async () => {
    const { body } = await create(person('ada'));
    id = body.id!;
    portal.events.length = 0;
  });

  async function eventOf(
    who: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<AuditedEvent> {
    await portal.call(who, method, path, body);
    expect(portal.events).toHaveLength(1);
    return portal.events[0]!;
  }

  it('are those that docs/permissions.md lists, with their severity', async () => {
    const ada = person('ada');
    const pat = person('pat');
    const staging = `/v1/stagings/${id}`;
    await create(ada);
    await portal.call(ada, 'PATCH', staging, { overrides: { A: '1' } });
    for (const order of ['redeploy', 'restart', 'cancel', 'archive']) {
      await portal.call(ada, 'POST', `${staging}/${order}`);
    }
    await portal.call(ada, 'POST', `${staging}/restore`);
    await portal.call(ada, 'POST', '/v1/preview', { stagingId: id });
    await portal.call(ada, 'GET', `${staging}/pods/web/logs`);
    await portal.call(ada, 'GET', `${staging}/manifest?kind=Secret&name=db`);
    await portal.call(ada, 'DELETE', staging);
    await portal.call(pat, 'POST', `${staging}/forget`);
    await portal.call(pat, 'GET', '/v1/clusters');
    await portal.call(person('finn'), 'GET', staging);

    const recorded = portal.events.map(({ eventId, severityLevel, meta }) =>
      [eventId, meta.actionType, severityLevel].filter(Boolean).join(' '),
    );
    const listed = readTable(docs, 'Audit').map(row =>
      [row.event, row.actionType, row.severity]
        .filter(Boolean)
        .join(' ')
        .replace(/`/g, ''),
    );
    expect([...new Set(recorded)].sort()).toEqual(
      listed
        .filter(row => !BY_THE_ENGINE.some(event => row.startsWith(event)))
        .sort(),
    );
  });

  it('say which staging it was, and which revision the change led to', async () => {
    const path = `/v1/stagings/${id}`;
    const { body: staging } = await portal.call(person('ada'), 'GET', path);
    await expect(
      eventOf(person('ada'), 'PATCH', path, { overrides: { A: '1' } }),
    ).resolves.toEqual({
      eventId: 'staging-mutate',
      severityLevel: 'medium',
      outcome: 'succeeded',
      meta: {
        actionType: 'update',
        stagingId: id,
        staging: staging.name,
        entityRef: 'component:default/shop',
        template: 'web',
        cluster: 'nowhere',
        revision: 2,
      },
    });
  });

  it('name the backend that acts on behalf of a user', async () => {
    const acting = person('ada', 'plugin:scaffolder');
    await expect(
      eventOf(acting, 'DELETE', `/v1/stagings/${id}`),
    ).resolves.toMatchObject({ meta: { via: 'plugin:scaffolder' } });
    const { body } = await portal.call(
      person('ada'),
      'GET',
      `/v1/stagings/${id}/operations`,
    );
    expect(body.items![0]).toMatchObject({
      actor: 'user:default/ada',
      via: 'plugin:scaffolder',
    });
  });

  it.each<[string, () => Promise<AuditedEvent>, object]>([
    [
      'a delete that is not allowed',
      () => eventOf(person('quinn'), 'DELETE', `/v1/stagings/${id}`),
      {
        ...{ eventId: 'staging-mutate', severityLevel: 'high' },
        meta: { refusal: 'forbidden', question: 'delete' },
      },
    ],
    [
      'a look at what is hidden',
      () => eventOf(person('finn'), 'GET', `/v1/stagings/${id}`),
      {
        eventId: 'access-refused',
        meta: {
          ...{ refusal: 'hidden', question: 'read' },
          entityRef: 'component:default/shop',
        },
      },
    ],
    [
      'a list for a service that is not listed',
      () => eventOf(service('external:stranger'), 'GET', '/v1/stagings'),
      { eventId: 'access-refused', meta: { refusal: 'unlisted-service' } },
    ],
    [
      'a create of what is not one’s own',
      async () => {
        await create(person('finn'));
        return portal.events[0]!;
      },
      {
        eventId: 'staging-mutate',
        meta: {
          ...{ actionType: 'create', refusal: 'forbidden' },
          ...{ question: 'create', template: 'web' },
        },
      },
    ],
    [
      'clusters for an engineer',
      () => eventOf(person('ada'), 'GET', '/v1/clusters'),
      { eventId: 'cluster-fetch', meta: { refusal: 'not-administrator' } },
    ],
  ])('tell of a refusal and why: %s', async (_, refuse, expected) => {
    await expect(refuse()).resolves.toMatchObject({
      outcome: 'failed',
      ...expected,
    });
  });

  it('tell of a change that failed for another reason', async () => {
    const event = await eventOf(
      person('ada'),
      'POST',
      `/v1/stagings/${id}/restore`,
    );
    expect(event).toMatchObject({ outcome: 'failed', meta: { stagingId: id } });
    expect(event.meta).not.toHaveProperty('refusal');
  });
});
