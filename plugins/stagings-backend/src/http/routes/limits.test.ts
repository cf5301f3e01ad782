import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { stagingsPlugin } from '../../plugin';

function component(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
  };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** A portal whose cluster has room for one staging; its service knows the cart alone. */
async function startPortal() {
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      catalogServiceMock.factory({
        entities: [component('shop'), component('cart')],
      }),
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            limits: { perCluster: 1 },
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
            callers: [
              {
                subject: 'external:test-service',
                components: ['component:default/cart'],
              },
            ],
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
  const create = (header: string, of: string, branch: string) =>
    request(backend.server)
      .post('/api/stagings/v1/stagings')
      .set('Authorization', header)
      .send({
        entityRef: `component:default/${of}`,
        template: 'plain',
        branch,
      });
  return {
    ada: (of: string, branch: string) =>
      create(mockCredentials.user.header('user:default/ada'), of, branch),
    service: (of: string, branch: string) =>
      create(mockCredentials.service.header(), of, branch),
  };
}

it('names who uses a limit', async () => {
  const { ada } = await startPortal();
  const { body: first } = await ada('shop', 'main');
  const { status, body } = await ada('cart', 'main');
  expect(status).toBe(429);
  expect(body.error).toMatchObject({
    name: 'LimitError',
    message:
      '1 staging in the cluster nowhere runs, and the limit is 1; archive or delete one that nobody needs now',
    limit: { scope: 'cluster', subject: 'nowhere', max: 1, used: 1 },
  });
  expect(body.error.limit.stagings).toMatchObject([
    { id: first.id, name: first.name, allowedActions: expect.any(Array) },
  ]);
});

it('names none that the caller may not see', async () => {
  const { ada, service } = await startPortal();
  await ada('shop', 'main');
  const { status, body } = await service('cart', 'main');
  expect(status).toBe(429);
  expect(body.error.limit).toMatchObject({ used: 1, stagings: [] });
  expect(JSON.stringify(body)).not.toContain('shop');
});
