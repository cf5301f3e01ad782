import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { stagingsPlugin } from '../../plugin';

/** A catalog that takes its time, and counts how many people wait for it at once; the engine asks it too. */
function slowCatalog() {
  const catalog = catalogServiceMock({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'shop', namespace: 'default' },
      },
    ],
  });
  const isAda = (options: object | undefined) =>
    options !== undefined &&
    'credentials' in options &&
    isDeepStrictEqual(options.credentials, mockCredentials.user());
  const answer = catalog.getEntityByRef.bind(catalog);
  const waiting = { now: 0, most: 0 };
  catalog.getEntityByRef = async (ref, options) => {
    if (!isAda(options)) return answer(ref, options);
    waiting.now += 1;
    waiting.most = Math.max(waiting.most, waiting.now);
    await sleep(20);
    waiting.now -= 1;
    return answer(ref, options);
  };
  const feature = createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => catalog,
  });
  return { feature, waiting };
}

it('begins the first of many that are asked for together while others wait', async () => {
  const { feature, waiting } = slowCatalog();
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      feature,
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
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
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      request(backend.server)
        .post('/api/stagings/v1/stagings')
        .set('Authorization', mockCredentials.user.header())
        .send({
          entityRef: 'component:default/shop',
          template: 'plain',
          branch: `feature-${index}`,
        }),
    ),
  );
  await backend.stop();

  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  expect(waiting.most).toBe(4);
});
