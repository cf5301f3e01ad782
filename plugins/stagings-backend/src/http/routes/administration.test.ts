import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { stagingsPlugin } from '../../plugin';

const COMPONENT = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};
const ADA = 'user:default/ada';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** A portal whose only cluster is not there. */
async function startPortal(admins: string[]) {
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      catalogServiceMock.factory({ entities: [COMPONENT] }),
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            admins,
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
            callers: [{ subject: 'external:test-service' }],
            templates: [
              {
                name: 'plain',
                cluster: 'nowhere',
                manifests: { path: '/nowhere' },
              },
            ],
          },
        },
      }),
    ],
  });
  stops.push(() => backend.stop());
  const api = request(backend.server);
  const as = (header: string) => ({
    get: (path: string) =>
      api.get(`/api/stagings${path}`).set('Authorization', header),
    post: (path: string, body?: object) =>
      api.post(`/api/stagings${path}`).set('Authorization', header).send(body),
  });
  return {
    ada: as(mockCredentials.user.header(ADA)),
    service: as(mockCredentials.service.header()),
  };
}

const wanted = {
  entityRef: 'component:default/shop',
  template: 'plain',
  branch: 'feature/a',
};

describe('while the portal asks no policy', () => {
  it('administrators see the clusters', async () => {
    const { ada } = await startPortal([ADA]);
    const { status, body } = await ada.get('/v1/clusters');
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { name: 'nowhere', reachable: false, orphans: [] },
    ]);
    expect(body.items[0].message).toContain('nowhere');
  });

  it('nobody else does, and services never', async () => {
    const { ada, service } = await startPortal([]);
    expect((await ada.get('/v1/clusters')).status).toBe(403);
    expect((await service.get('/v1/clusters')).status).toBe(403);
  });

  it('nobody may forget a staging that is not being deleted, and services none at all', async () => {
    const { ada, service } = await startPortal([ADA]);
    const { body: staging } = await ada.post('/v1/stagings', wanted);
    expect(staging.allowedActions).not.toContain('forget');
    const forget = `/v1/stagings/${staging.id}/forget`;
    expect((await ada.post(forget)).status).toBe(409);
    expect((await service.post(forget)).status).toBe(403);
  });

  it('keeps the confirmation of a prune with the redeploy', async () => {
    const { ada } = await startPortal([]);
    const { body: staging } = await ada.post('/v1/stagings', wanted);
    const path = `/v1/stagings/${staging.id}`;
    const redeploy = (body?: object) => ada.post(`${path}/redeploy`, body);
    expect((await redeploy({ prune: 'yes' })).status).toBe(400);
    expect((await redeploy({ force: true })).status).toBe(400);

    await untilFailed(() => ada.get(path));
    expect((await redeploy({ prune: true })).status).toBe(202);
    const { body } = await ada.get(`${path}/operations`);
    expect(body.items[0]).toMatchObject({
      kind: 'deploy',
      confirmsPrune: true,
    });
    expect(body.items[1]).not.toHaveProperty('confirmsPrune');
  });
});

/** The cluster does not exist, so the deploy fails soon. */
async function untilFailed(
  read: () => Promise<{ body: { status: { phase: string } } }>,
): Promise<void> {
  while ((await read()).body.status.phase !== 'failed') await sleep(50);
}
