import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { stagingsPlugin } from '../plugin';

/** The component that has the template `plain`. */
export const SHOP = 'component:default/shop';

/** The API with its database, on which no engine can do anything: the cluster does not answer. */
export interface TestApi {
  get(path: string): request.Test;
  post(path: string, body?: unknown): request.Test;
  patch(path: string, body: unknown): request.Test;
  delete(path: string): request.Test;
  knex: Knex;
  stop(): Promise<void>;
}

/** Starts the plugin with one template, `plain`, for one component. */
export async function startApi(
  databases: TestDatabases,
  {
    template = {},
    stagings = {},
    features = [],
  }: {
    template?: JsonObject;
    stagings?: JsonObject;
    features?: BackendFeature[];
  },
  knex?: Knex,
): Promise<TestApi> {
  const database = knex ?? (await databases.init('SQLITE_3'));
  const folder = mkdtempSync(join(tmpdir(), 'stagings-'));
  writeFileSync(
    join(folder, 'config.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n',
  );
  const backend = await startTestBackend({
    features: [
      ...features,
      stagingsPlugin,
      mockServices.database.factory({ knex: database }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'shop', namespace: 'default' },
            spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          stagings: {
            baseDomain: 'stagings.example.com',
            clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
            templates: [
              {
                name: 'plain',
                cluster: 'nowhere',
                manifests: { path: folder },
                ...template,
              },
            ],
            ...stagings,
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
  const api = request(backend.server);
  const user = mockCredentials.user.header('user:default/ada');
  const as = (call: request.Test) => call.set('Authorization', user);
  // As text: the library would not send everything that a client can.
  const send = (call: request.Test, body: unknown) =>
    call.type('json').send(JSON.stringify(body));
  return {
    get: path => as(api.get(`/api/stagings${path}`)),
    post: (path, body) => send(as(api.post(`/api/stagings${path}`)), body),
    patch: (path, body) => send(as(api.patch(`/api/stagings${path}`)), body),
    delete: path => as(api.delete(`/api/stagings${path}`)),
    knex: database,
    stop: async () => {
      await backend.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** All that a database holds, as text. */
export async function databaseText(knex: Knex): Promise<string> {
  const tables: { name: string }[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .select('name');
  const contents = await Promise.all(
    tables.map(async ({ name }) => [name, await knex(name).select()]),
  );
  return JSON.stringify(contents);
}
