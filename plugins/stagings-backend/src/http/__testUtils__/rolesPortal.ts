import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { JsonObject } from '@backstage/types';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
// The policy whose answers docs/permissions.md tells of.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { RolesPolicy } from '../../../../../examples/portal/backend/src/permissions/RolesPolicy';
import { stagingsPlugin } from '../../plugin';

const CATALOG_LIMIT_MS = 30_000;
const examples = resolve(__dirname, '../../../../../examples');

/** The groups of the demo's users, as examples/catalog/org.yaml has them. */
const groups: Record<string, string> = {
  'user:default/ada': 'group:default/shop-team',
  'user:default/finn': 'group:default/search-team',
  'user:default/quinn': 'group:default/qa',
  'user:default/pat': 'group:default/platform',
};

/** What the plugin gave the portal's auditor, with how it ended. */
export interface AuditedEvent {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
}

/** What a person of the demo sends, or a backend on behalf of that person. */
export const person = (name: string, actor?: string) =>
  `Bearer ${mockCredentials.user.token(
    `user:default/${name}`,
    actor === undefined ? undefined : { actor: { subject: actor } },
  )}`;

export const service = (subject: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'stagings',
  });

export const signedOut = mockCredentials.none.header();

/** What tests read of any answer. */
export interface Answer {
  status: number;
  body: {
    id?: string;
    name?: string;
    items?: { id: string; name: string }[];
    totalItems?: number;
    allowedActions?: string[];
    error?: { name: string; message: string };
    request?: { method: string; url: string };
  };
}

export interface RolesPortal {
  call(
    authorization: string,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer>;
  /** All events of the plugin since the start. */
  events: AuditedEvent[];
  stop(): Promise<void>;
}

/**
 * The platform's double forgets which backend calls on behalf of a user, and the permission backend answers
 * conditions to backends alone.
 */
const httpAuthWithActors = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }): HttpAuthService {
    const double = mockServices.httpAuth({ pluginId: plugin.getId() });
    const credentials = async (
      ...[req, options]: Parameters<HttpAuthService['credentials']>
    ) => {
      const { authorization = '' } = req.headers;
      const found = await double.credentials(req, options);
      const { principal } = found as { principal: { userEntityRef?: string } };
      return authorization.startsWith('Bearer mock-service-token:') &&
        principal.userEntityRef
        ? mockCredentials.user(principal.userEntityRef, {
            actor: { subject: 'plugin:stagings' },
          })
        : found;
    };
    return {
      credentials: credentials as HttpAuthService['credentials'],
      issueUserCookie: (...given) => double.issueUserCookie(...given),
    };
  },
});

const rolesPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'roles-policy',
  register(registration) {
    registration.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy(new RolesPolicy());
      },
    });
  },
});

function recordingAuditor(events: AuditedEvent[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => ({
      async createEvent({ eventId, severityLevel, meta: before }) {
        const end =
          (outcome: AuditedEvent['outcome']) =>
          async (options?: { meta?: JsonObject }) => {
            if (plugin.getId() !== 'stagings') return;
            const meta = { ...before, ...options?.meta };
            events.push({ eventId, severityLevel, outcome, meta });
          };
        return { success: end('succeeded'), fail: end('failed') };
      },
    }),
  });
}

const config = {
  permission: { enabled: true },
  catalog: {
    rules: [{ allow: ['Component', 'System', 'Domain', 'User', 'Group'] }],
    locations: ['org.yaml', 'shop.yaml'].map(file => ({
      type: 'file',
      target: resolve(examples, 'catalog', file),
    })),
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
  stagings: {
    baseDomain: 'stagings.example.com',
    clusters: { nowhere: { auth: { serviceAccountToken: 'none' } } },
    callers: [
      {
        subject: 'external:ci',
        components: ['component:default/shop'],
        templates: ['web'],
        actions: ['create', 'read', 'update', 'redeploy'],
      },
    ],
    templates: ['web', 'other'].map(name => ({
      name,
      cluster: 'nowhere',
      manifests: { path: resolve(examples, 'templates/web-manifests') },
    })),
  },
};

/**
 * A portal with the demo's policy and catalog, the portal's own permission backend, and a cluster that is not
 * there. `external:ci` is limited to the component shop.
 */
export async function startRolesPortal(): Promise<RolesPortal> {
  const events: AuditedEvent[] = [];
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      catalogPlugin,
      permissionPlugin,
      rolesPolicy,
      permissionsServiceFactory,
      httpAuthWithActors,
      recordingAuditor(events),
      mockServices.userInfo.mock({
        getUserInfo: async ({ principal }) => {
          const { userEntityRef } = principal as { userEntityRef: string };
          const ownershipEntityRefs = [userEntityRef, groups[userEntityRef]!];
          return { userEntityRef, ownershipEntityRefs };
        },
      }).factory,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  const { server } = backend;
  const call: RolesPortal['call'] = async (
    authorization,
    method,
    path,
    body,
  ) => {
    const verb = method.toLocaleLowerCase('en-US') as 'get' | 'post';
    const sent = request(server)
      [verb](`/api/stagings${path}`)
      .set('Authorization', authorization);
    const { status, body: answer } = await (body ? sent.send(body) : sent);
    return { status, body: answer };
  };
  await untilCatalogIsRead(call);
  return { call, events, stop: () => backend.stop() };
}

/** The catalog reads its files a moment after the start. */
async function untilCatalogIsRead(call: RolesPortal['call']): Promise<void> {
  const giveUpAt = Date.now() + CATALOG_LIMIT_MS;
  for (const component of ['shop', 'search']) {
    const path = `/v1/templates?entityRef=component:default/${component}`;
    for (;;) {
      const answer = await call(person('pat'), 'GET', path);
      if (answer.status === 200) break;
      if (Date.now() > giveUpAt) throw new Error(JSON.stringify(answer));
      await sleep(100);
    }
  }
}
