import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { stagingsPlugin } from '../../plugin';

const COMPONENT = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** A portal whose only cluster is not there, with one staging that was changed once. */
async function startPortal() {
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      catalogServiceMock.factory({ entities: [COMPONENT] }),
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
            callers: [
              { subject: 'external:test-service', actions: ['create', 'read'] },
            ],
            templates: [
              {
                name: 'plain',
                cluster: 'nowhere',
                manifests: { path: '/nowhere' },
                parameters: {
                  type: 'object',
                  properties: { version: { type: 'string' } },
                },
              },
            ],
          },
        },
      }),
    ],
  });
  stops.push(() => backend.stop());
  const api = request(backend.server);
  const user = mockCredentials.user.header('user:default/ada');
  const as = (header: string) => (path: string) =>
    api.get(`/api/stagings/v1${path}`).set('Authorization', header);
  const created = await api
    .post('/api/stagings/v1/stagings')
    .set('Authorization', user)
    .send({
      entityRef: 'component:default/shop',
      template: 'plain',
      branch: 'main',
      commit: 'c0ffee1',
      parameters: { version: '1' },
    });
  expect(created.status).toBe(201);
  const { id } = created.body;
  await api
    .patch(`/api/stagings/v1/stagings/${id}`)
    .set('Authorization', user)
    .send({ parameters: { version: '2' } });
  return {
    id,
    read: as(user),
    readAsService: as(mockCredentials.service.header()),
  };
}

it('each revision keeps its inputs', async () => {
  const { id, read } = await startPortal();
  const first = await read(`/stagings/${id}/revisions/1`);
  expect(first.status).toBe(200);
  expect(first.body).toEqual({
    revision: 1,
    commit: 'c0ffee1',
    parameters: { version: '1' },
    overrides: {},
    version: '1',
    createdBy: 'user:default/ada',
    createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  const second = await read(`/stagings/${id}/revisions/2`);
  expect(second.body).toMatchObject({ parameters: { version: '2' } });
});

it.each([
  ['a revision that there is not', '/revisions/3', 404],
  ['a revision that is no number', '/revisions/last', 400],
  ['an object without a name', '/manifest?kind=Secret', 400],
  ['an object that there is not', '/manifest?kind=Secret&name=db', 404],
])('refuses %s', async (_, path, status) => {
  const { id, read } = await startPortal();
  const answer = await read(`/stagings/${id}${path}`);
  expect(answer.status).toBe(status);
});

it('objects are for those who may read logs', async () => {
  const { id, readAsService } = await startPortal();
  const revision = await readAsService(`/stagings/${id}/revisions/1`);
  expect(revision.status).toBe(200);
  const path = `/stagings/${id}/manifest?kind=Secret&name=db`;
  expect((await readAsService(path)).status).toBe(403);
});
