import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createStagingConditionalDecision,
  stagingConditions,
} from 'backstage-plugin-stagings-node';
import {
  stagingCreatePermission,
  stagingDeletePermission,
  stagingReadPermission,
  stagingUpdatePermission,
} from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { stagingsPlugin } from './plugin';

jest.setTimeout(60_000);

const component = (name: string, owner: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});

const SHOP = 'component:default/shop';
const SEARCH = 'component:default/search';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stagings-'));
  writeFileSync(
    join(folder, 'config.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(backend => backend.stop()));
});

type Decide = (permission: string) => PolicyDecision;
const allow: Decide = () => ({ result: AuthorizeResult.ALLOW });

async function startApi(options: { decide?: Decide; callers?: object[] } = {}) {
  const { decide = allow, callers = [] } = options;
  const answer = async (requests: { permission: { name: string } }[]) =>
    requests.map(({ permission }) => decide(permission.name));
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      catalogServiceMock.factory({
        entities: [
          component('shop', 'group:default/shop-team'),
          component('search', 'group:default/search-team'),
        ],
      }),
      mockServices.permissions.mock({
        authorize: answer as never,
        authorizeConditional: answer as never,
      }).factory,
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
            callers,
            templates: [
              {
                name: 'plain',
                title: 'Plain',
                cluster: 'nowhere',
                manifests: { path: folder },
                parameters: {
                  type: 'object',
                  required: ['version'],
                  properties: {
                    version: { type: 'string', default: 'latest' },
                    size: { type: 'integer' },
                  },
                },
                links: [{ title: 'App', url: 'https://${{ staging.host }}' }],
              },
            ],
          },
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'nowhere',
                    url: 'http://127.0.0.1:9',
                    authProvider: 'serviceAccount',
                  },
                ],
              },
            ],
          },
        },
      }),
    ],
  });
  running.push(backend);
  const api = request(backend.server);
  const as = (header: string) => ({
    get: (path: string) =>
      api.get(`/api/stagings${path}`).set('Authorization', header),
    post: (path: string, body?: object) =>
      api.post(`/api/stagings${path}`).set('Authorization', header).send(body),
    patch: (path: string, body: object) =>
      api.patch(`/api/stagings${path}`).set('Authorization', header).send(body),
    delete: (path: string) =>
      api.delete(`/api/stagings${path}`).set('Authorization', header),
  });
  return {
    ada: as(mockCredentials.user.header('user:default/ada')),
    service: as(mockCredentials.service.header()),
    nobody: as(mockCredentials.none.header()),
  };
}

const wanted = { entityRef: SHOP, template: 'plain', branch: 'feature/a' };

describe('creating and reading', () => {
  it('lists the templates of a component with their parameters', async () => {
    const { ada } = await startApi();
    const { status, body } = await ada.get(`/v1/templates?entityRef=${SHOP}`);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        name: 'plain',
        renderer: 'manifests',
        baseDomain: 'stagings.example.com',
        parameters: { properties: { version: { default: 'latest' } } },
      },
    ]);
  });

  it('answers with the staging as it will be', async () => {
    const { ada } = await startApi();
    const { status, body } = await ada.post('/v1/stagings', wanted);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ entityRef: SHOP, template: 'plain', revision: 1 },
      source: { branch: 'feature/a' },
      parameters: {},
      version: 'latest',
      namespace: `stg-${body.name}`,
      host: `${body.name}.stagings.example.com`,
      links: [{ title: 'App', url: `https://${body.host}` }],
      createdBy: 'user:default/ada',
      allowedActions: ['update', 'cancel', 'archive', 'delete', 'readLogs'],
    });
    expect((await ada.get(`/v1/stagings/${body.id}`)).body.name).toBe(
      body.name,
    );
  });

  it('finds stagings by component, state and text', async () => {
    const { ada } = await startApi();
    await ada.post('/v1/stagings', wanted);
    await ada.post('/v1/stagings', { ...wanted, branch: 'fix/tax' });
    await ada.post('/v1/stagings', { ...wanted, entityRef: SEARCH });
    const count = async (query: string) =>
      (await ada.get(`/v1/stagings?${query}`)).body.totalItems;
    expect(await count('')).toBe(3);
    expect(await count(`entityRef=${SHOP}`)).toBe(2);
    expect(await count('q=TAX')).toBe(1);
    expect(await count('state=archived')).toBe(0);
    expect(await count('createdBy=user:default/ada')).toBe(3);
    expect(await count('createdBy=user:default/bob')).toBe(0);
    expect(await count('template=plain')).toBe(3);
    expect(await count('template=other')).toBe(0);
    expect(await count('cluster=nowhere')).toBe(3);
    expect(await count('cluster=elsewhere')).toBe(0);
    expect(await count('phase=queued,waiting,deploying')).toBe(3);
    expect(await count('phase=failed')).toBe(0);
    expect(await count('health=unknown')).toBe(3);
    expect(await count('health=degraded,healthy')).toBe(0);
    expect(await count('owner=user:default/nobody')).toBe(0);
    expect(
      await count('owner=user:default/nobody,group:default/shop-team'),
    ).toBe(2);
  });

  it('keeps a row of a list under 1 kB', async () => {
    const { ada } = await startApi();
    await ada.post('/v1/stagings', {
      ...wanted,
      branch: `feature/${'x'.repeat(60)}`,
      overrides: { LONG: 'y'.repeat(5_000) },
    });
    const { body } = await ada.get('/v1/stagings');
    expect(JSON.stringify(body.items[0]).length).toBeLessThan(1_000);
  });

  it('records each change as an operation with what changed', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const { body: changed } = await ada.patch(`/v1/stagings/${created.id}`, {
      parameters: { version: '2' },
      overrides: { DEBUG: '1' },
    });
    expect(changed.revision).toBe(2);
    const { body } = await ada.get(`/v1/stagings/${created.id}/operations`);
    expect(body.items[0]).toMatchObject({
      kind: 'deploy',
      revision: 2,
      actor: 'user:default/ada',
      changes: [
        { path: 'parameters.version', to: '2' },
        { path: 'overrides.DEBUG', to: '1' },
      ],
    });
    expect(body.items[1]).toMatchObject({
      revision: 1,
      state: 'superseded',
      message:
        'Superseded by a newer order: deploy of revision 2, by user:default/ada',
    });
  });

  it('cancels a first deploy, which has failed then', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const { status, body } = await ada.post(
      `/v1/stagings/${created.id}/cancel`,
    );
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: { phase: 'failed', reason: 'Cancelled' },
      allowedActions: expect.arrayContaining(['update', 'redeploy', 'delete']),
    });
    const again = await ada.post(`/v1/stagings/${created.id}/cancel`);
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('it allows: update, redeploy');
  });

  it('restarts only what there is, and only what runs', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const restart = `/v1/stagings/${created.id}/restart`;
    expect((await ada.post(restart)).status).toBe(409);
    await ada.post(`/v1/stagings/${created.id}/cancel`);
    const resource = { kind: 'Deployment', name: 'web' };
    const { status, body } = await ada.post(restart, { resource });
    expect(status).toBe(400);
    expect(body.error.message).toContain('to restart');
    const unnamed = await ada.post(restart, { resource: { kind: 'Pod' } });
    expect(unnamed.status).toBe(400);
    expect(unnamed.body.error.message).toContain('name');
  });

  it('has no events of a staging of which nothing is in the cluster', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const { status, body } = await ada.get(`/v1/stagings/${created.id}/events`);
    expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
  });

  it('makes no revision of a change that changes nothing', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const { body } = await ada.patch(`/v1/stagings/${created.id}`, {
      parameters: { size: null },
      overrides: {},
    });
    expect(body.revision).toBe(1);
  });
});

describe('refusals', () => {
  it.each([
    ['a missing branch', { branch: undefined }, 'branch'],
    ['a field that there is not', { colour: 'red' }, 'colour'],
    [
      'a parameter of a wrong type',
      { parameters: { size: 'big' } },
      'parameters.size',
    ],
    [
      'an unknown component',
      { entityRef: 'component:default/no' },
      'entityRef',
    ],
    ['an unknown template', { template: 'no' }, 'template'],
    ['a branch that git would not take', { branch: 'a b' }, 'branch'],
    ['a name that DNS would not take', { name: 'A' }, 'name'],
  ])('names %s', async (_, change, field) => {
    const { ada } = await startApi();
    const { status, body } = await ada.post('/v1/stagings', {
      ...wanted,
      ...change,
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain(field);
  });

  it('answers 409 with what is allowed instead', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    const { status, body } = await ada.post(
      `/v1/stagings/${created.id}/restore`,
    );
    expect(status).toBe(409);
    expect(body.error.message).toContain('archive, delete');
  });

  it('answers 409 to a change of a revision that is past', async () => {
    const { ada } = await startApi();
    const { body: created } = await ada.post('/v1/stagings', wanted);
    await ada.patch(`/v1/stagings/${created.id}`, { parameters: { size: 1 } });
    const { status } = await ada.patch(`/v1/stagings/${created.id}`, {
      parameters: { size: 2 },
      revision: 1,
    });
    expect(status).toBe(409);
  });

  it('has a second staging of the same branch refused, but not of another', async () => {
    const { ada } = await startApi();
    await ada.post('/v1/stagings', wanted);
    expect((await ada.post('/v1/stagings', wanted)).status).toBe(409);
    const other = { ...wanted, branch: 'feature-a' };
    expect((await ada.post('/v1/stagings', other)).status).toBe(201);
  });
});

describe('previews', () => {
  it('says what a create would come to, and stores nothing', async () => {
    const { ada } = await startApi();
    const { status, body } = await ada.post('/v1/preview', wanted);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: expect.stringMatching(/^shop-feature-a-/),
      cluster: 'nowhere',
      links: [{ title: 'App', url: `https://${body.host}` }],
      objects: [
        { kind: 'Namespace', action: 'unknown' },
        { kind: 'ConfigMap', name: 'settings', action: 'unknown' },
      ],
      problems: [{ reason: 'NotCompared' }],
    });
    expect((await ada.get('/v1/stagings')).body.totalItems).toBe(0);
  });

  it('says what a change would come to', async () => {
    const { ada } = await startApi();
    const { body: staging } = await ada.post('/v1/stagings', wanted);
    const { status, body } = await ada.post('/v1/preview', {
      stagingId: staging.id,
      parameters: { version: 'v2' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: staging.name, host: staging.host });
    expect((await ada.get(`/v1/stagings/${staging.id}`)).body.revision).toBe(1);
  });

  it.each([
    ['neither a staging nor a component', { branch: 'a' }, 'entityRef'],
    [
      'a name for a staging that has one',
      { stagingId: randomUUID(), name: 'a' },
      'name',
    ],
    ['what is to replace nothing', { ...wanted, replace: [] }, 'replace'],
    ['a field that there is not', { ...wanted, colour: 'red' }, 'colour'],
    [
      'a parameter of a wrong type',
      { ...wanted, parameters: { size: 'big' } },
      'parameters.size',
    ],
  ])('names %s', async (_, order, field) => {
    const { ada } = await startApi();
    const { status, body } = await ada.post('/v1/preview', order);
    expect(status).toBe(400);
    expect(body.error.message).toContain(`${field}: `);
  });

  it('are for those who may do what they show', async () => {
    const denied = new Set<string>();
    const { ada } = await startApi({
      decide: permission => ({
        result: denied.has(permission)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }),
    });
    const { body } = await ada.post('/v1/stagings', wanted);
    denied.add(stagingCreatePermission.name).add(stagingUpdatePermission.name);
    const change = { stagingId: body.id };
    expect((await ada.post('/v1/preview', wanted)).status).toBe(403);
    expect((await ada.post('/v1/preview', change)).status).toBe(403);
    denied.add(stagingReadPermission.name);
    expect((await ada.post('/v1/preview', change)).status).toBe(404);
  });
});

describe('override keys', () => {
  it('are those of the template', async () => {
    const { ada } = await startApi();
    const { status, body } = await ada.get(
      `/v1/templates/plain/keys?entityRef=${SHOP}`,
    );
    expect(status).toBe(200);
    expect(body).toEqual({ items: [], truncated: false });
  });

  it('are not there for a template that does not apply', async () => {
    const { ada } = await startApi();
    const { status, body } = await ada.get(
      `/v1/templates/other/keys?entityRef=${SHOP}`,
    );
    expect(status).toBe(404);
    expect(body.error.message).toContain("template 'other'");
  });
});

describe('who may do what', () => {
  const routes = (id: string): [string, string][] => [
    ['get', `/v1/stagings/${id}`],
    ['patch', `/v1/stagings/${id}`],
    ['delete', `/v1/stagings/${id}`],
    ['post', `/v1/stagings/${id}/redeploy`],
    ['post', `/v1/stagings/${id}/cancel`],
    ['post', `/v1/stagings/${id}/restart`],
    ['post', `/v1/stagings/${id}/archive`],
    ['post', `/v1/stagings/${id}/restore`],
    ['get', `/v1/stagings/${id}/operations`],
    ['get', `/v1/stagings/${id}/resources`],
    ['get', `/v1/stagings/${id}/events`],
    ['get', `/v1/stagings/${id}/pods/web/logs`],
  ];

  it('asks everybody to sign in', async () => {
    const { nobody } = await startApi();
    expect((await nobody.get('/v1/stagings')).status).toBe(401);
    expect((await nobody.post('/v1/stagings', wanted)).status).toBe(401);
  });

  it('refuses a create that the policy denies', async () => {
    const { ada } = await startApi({
      decide: () => ({ result: AuthorizeResult.DENY }),
    });
    expect((await ada.post('/v1/stagings', wanted)).status).toBe(403);
  });

  it('hides a staging that may not be read, on every route', async () => {
    const denied = new Set<string>();
    const { ada } = await startApi({
      decide: permission => ({
        result: denied.has(permission)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      }),
    });
    const { body } = await ada.post('/v1/stagings', wanted);
    denied.add(stagingReadPermission.name);
    for (const [method, path] of routes(body.id)) {
      const { status } = await ada[method as 'post'](path, {});
      expect([path, status]).toEqual([path, 404]);
    }
    expect((await ada.get('/v1/stagings')).body.totalItems).toBe(0);
  });

  it('answers 403 to what a reader may not do, and does not offer it', async () => {
    const { ada } = await startApi({
      decide: permission => ({
        result:
          permission === stagingDeletePermission.name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    const { body } = await ada.post('/v1/stagings', wanted);
    expect(body.allowedActions).toEqual([
      'update',
      'cancel',
      'archive',
      'readLogs',
    ]);
    expect((await ada.delete(`/v1/stagings/${body.id}`)).status).toBe(403);
  });

  it("filters lists by the policy's conditions", async () => {
    const { ada } = await startApi({
      decide: permission =>
        permission === stagingReadPermission.name
          ? createStagingConditionalDecision(stagingReadPermission, {
              allOf: [
                stagingConditions.isEntityOwner({
                  claims: ['group:default/shop-team'],
                }),
                { not: stagingConditions.hasCluster({ clusters: ['other'] }) },
              ],
            })
          : { result: AuthorizeResult.ALLOW },
    });
    await ada.post('/v1/stagings', { ...wanted, entityRef: SEARCH });
    const { body: own } = await ada.post('/v1/stagings', wanted);
    const { body } = await ada.get('/v1/stagings');
    expect(body.totalItems).toBe(1);
    expect(body.items[0].id).toBe(own.id);
  });

  it('keeps to the restrictions of a token, whatever the entry of its service allows', async () => {
    const { service, ada } = await startApi({
      callers: [{ subject: 'external:*' }],
      decide: permission => ({
        result:
          permission === stagingDeletePermission.name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    });
    const { body } = await ada.post('/v1/stagings', wanted);
    const path = `/v1/stagings/${body.id}`;
    expect((await service.get(path)).status).toBe(200);
    expect((await service.delete(path)).status).toBe(403);
  });

  it('refuses services that are not listed', async () => {
    const { service } = await startApi();
    expect((await service.get('/v1/stagings')).status).toBe(403);
  });

  it('lets a listed service do what its entry says, and no more', async () => {
    const { service, ada } = await startApi({
      callers: [
        {
          subject: 'external:*',
          components: [SHOP],
          actions: ['create', 'read'],
        },
      ],
    });
    await ada.post('/v1/stagings', { ...wanted, entityRef: SEARCH });
    expect(
      (await service.post('/v1/stagings', { ...wanted, entityRef: SEARCH }))
        .status,
    ).toBe(403);
    const { status, body } = await service.post('/v1/stagings', wanted);
    expect(status).toBe(201);
    expect(body.allowedActions).toEqual([]);
    expect((await service.delete(`/v1/stagings/${body.id}`)).status).toBe(403);
    expect((await service.get('/v1/stagings')).body.totalItems).toBe(1);
  });
});
