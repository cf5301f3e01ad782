import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  HealthRule,
  stagingsClustersExtensionPoint,
  StagingsClustersExtensionPoint,
  stagingsHealthExtensionPoint,
  StagingsHealthExtensionPoint,
  stagingsRenderersExtensionPoint,
  StagingsRenderersExtensionPoint,
} from 'backstage-plugin-stagings-node';
import { registerExtensionPoints } from './extensionPoints';
import { stagingsPlugin } from './plugin';

const rule: HealthRule = () => ({ health: 'healthy' });

const renderer = { name: 'cue', render: async () => ({ objects: [] }) };

interface Points {
  health: StagingsHealthExtensionPoint;
  clusters: StagingsClustersExtensionPoint;
  renderers: StagingsRenderersExtensionPoint;
}

/** Starts the plugin with one module that uses its extension points. */
async function startWith(use: (points: Points) => void): Promise<void> {
  const module = createBackendModule({
    pluginId: 'stagings',
    moduleId: 'example',
    register(env) {
      env.registerInit({
        deps: {
          health: stagingsHealthExtensionPoint,
          clusters: stagingsClustersExtensionPoint,
          renderers: stagingsRenderersExtensionPoint,
        },
        async init(points) {
          use(points);
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      stagingsPlugin,
      module,
      catalogServiceMock.factory({ entities: [] }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
      mockServices.rootConfig.factory({ data: { stagings: {} } }),
    ],
  });
  await backend.stop();
}

function fleet(name = 'fleet') {
  return {
    name,
    connect: () => ({
      url: 'https://fleet.example.com',
      credential: async () => ({ token: 'secret' }),
      renew: () => {},
    }),
  };
}

describe('a module of the plugin', () => {
  it('adds rules and clusters while it initialises, not later', async () => {
    let late: Points | undefined;
    await startWith(points => {
      late = points;
      points.health.addHealthRule({
        name: 'widgets',
        kind: 'example.com/Widget',
        rule,
      });
      points.clusters.addClusterAccess(fleet());
      points.renderers.addRenderer(renderer);
    });
    expect(() =>
      late!.health.addHealthRule({ name: 'x', kind: 'example.com/Late', rule }),
    ).toThrow('The portal has started');
    expect(() => late!.renderers.addRenderer(renderer)).toThrow(
      'The portal has started',
    );
    expect(() => late!.clusters.addClusterAccess(fleet('late'))).toThrow(
      'The portal has started',
    );
  });

  it.each<[string, (points: Points) => void, string]>([
    [
      'two rules for one kind',
      ({ health }) => {
        for (const name of ['widgets', 'more-widgets']) {
          health.addHealthRule({ name, kind: 'example.com/Widget', rule });
        }
      },
      'The health rules widgets and more-widgets are both for example.com/Widget',
    ],
    [
      'a rule for no kind',
      ({ health }) =>
        health.addHealthRule({ name: 'widgets', kind: 'Widget', rule }),
      'write group/Kind',
    ],
    [
      'two renderers of one name',
      ({ renderers }) => {
        renderers.addRenderer(renderer);
        renderers.addRenderer(renderer);
      },
      'Two modules add a renderer named cue',
    ],
    [
      'two ways to one cluster',
      ({ clusters }) => {
        clusters.addClusterAccess(fleet());
        clusters.addClusterAccess(fleet());
      },
      'Two modules give access to the cluster fleet',
    ],
  ])('stops the start with %s', async (_, use, message) => {
    await expect(startWith(use)).rejects.toThrow(message);
  });
});

it('hands over what was added, by kind and in order', () => {
  let health: StagingsHealthExtensionPoint | undefined;
  let clusters: StagingsClustersExtensionPoint | undefined;
  const extensions = registerExtensionPoints({
    registerExtensionPoint(...args: unknown[]) {
      const [point, implementation] = args;
      if (point === stagingsHealthExtensionPoint) {
        health = implementation as StagingsHealthExtensionPoint;
      } else if (point === stagingsClustersExtensionPoint) {
        clusters = implementation as StagingsClustersExtensionPoint;
      }
    },
  });
  health!.addHealthRule({ name: 'svc', kind: '/Service', rule });
  clusters!.addClusterAccess(fleet('b'));
  clusters!.addClusterAccess(fleet('a'));

  expect([...extensions.healthRules()]).toEqual([['/Service', rule]]);
  expect(extensions.clusters().map(({ name }) => name)).toEqual(['b', 'a']);
});
