import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { randomUUID } from 'node:crypto';
import { clusterAccesses } from './cluster/access/connections';
import { podEnvironment } from './cluster/access/podEnvironment';
import { createClusterRegistry } from './cluster/createClusterRegistry';
import { readStagingsConfig } from './config/readStagingsConfig';
import { Engine } from './engine/Engine';
import { EngineClusterView } from './engine/EngineClusterView';
import { Notifier } from './engine/Notifier';
import { AccessControl } from './http/access/AccessControl';
import { registerPermissions } from './http/access/registerPermissions';
import { createRouter } from './http/createRouter';
import { createRenderers } from './render/createRenderers';
import { ProgramFinder } from './render/programs/ProgramFinder';
import { RegistryImageLookUp } from './registry';
import { Ownership } from './service/entities';
import { rendererProblems } from './service/templates';
import { installationId, openDatabase } from './store';

/**
 * Stagings: one environment per git branch for every component of the catalog.
 * @public
 */
export const stagingsPlugin = createBackendPlugin({
  pluginId: 'stagings',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        signals: signalsServiceRef,
      },
      async init(deps) {
        const { auth, catalog, lifecycle, logger, permissionsRegistry } = deps;
        const config = readStagingsConfig(deps.rootConfig);
        const db = await openDatabase(deps.database);
        const programs = new ProgramFinder(config.programs);
        for (const problem of await rendererProblems({ config, programs })) {
          logger.warn(problem);
        }
        const clusters = createClusterRegistry(
          clusterAccesses({
            kubernetes: deps.rootConfig.getOptional('kubernetes'),
            auth: Object.fromEntries(
              Object.entries(config.clusters).map(([name, c]) => [
                name,
                c.auth,
              ]),
            ),
            pod: podEnvironment(),
          }),
        );
        const notifier = new Notifier(deps.signals, logger);
        const engineContext = {
          db,
          config,
          catalog,
          auth,
          clusters,
          renderers: createRenderers({ programs }),
          images: new RegistryImageLookUp(config.registries, Date.now),
          logger,
          installation: await installationId(db),
          owner: randomUUID(),
          now: Date.now,
          notify: (id: string) => notifier.notify(id),
        };
        const engine = new Engine(engineContext);
        const ownership = new Ownership({ catalog, auth, now: Date.now });
        registerPermissions(permissionsRegistry, db, ownership);

        deps.httpRouter.use(
          await createRouter({
            service: {
              db,
              config,
              catalog,
              auth,
              programs,
              now: Date.now,
              changed: id => {
                engine.wakeUp();
                notifier.notify(id);
              },
            },
            access: new AccessControl({
              ...deps,
              callers: config.callers,
              ownership,
            }),
            clusterView: new EngineClusterView(engineContext),
            auditor: deps.auditor,
            lifecycle,
          }),
        );

        lifecycle.addStartupHook(() => engine.start());
        lifecycle.addShutdownHook(async () => {
          notifier.stop();
          await engine.stop();
          clusters.close();
        });
      },
    });
  },
});
