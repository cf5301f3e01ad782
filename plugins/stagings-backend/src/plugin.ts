import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { readStagingsConfig } from './config/readStagingsConfig';
import { Engine } from './engine/Engine';
import { EngineClusterView } from './engine/live/EngineClusterView';
import { EngineKeyFinder } from './engine/keys/EngineKeyFinder';
import { Notifier } from './engine/Notifier';
import { openEngineContext } from './engine/openEngineContext';
import { EnginePreviewer } from './engine/preview/EnginePreviewer';
import { EngineClusterSurvey } from './engine/survey/EngineClusterSurvey';
import { registerExtensionPoints } from './extensionPoints';
import { AccessControl } from './http/access/AccessControl';
import { administrators } from './http/access/Administrators';
import { registerPermissions } from './http/access/registerPermissions';
import { Audit } from './http/audit/Audit';
import { createRouter } from './http/createRouter';
import { errorTeller } from './http/tellError';
import { findMemoryLimit, memoryProblem } from './render/programs/memoryLimit';
import { ProgramFinder } from './render/programs/ProgramFinder';
import { Ownership } from './service/entities';
import { scheduleRetention } from './service/retention';
import { openVault } from './service/openVault';
import { rendererProblems } from './service/templates';
import { openDatabase } from './store';

/**
 * Stagings: one environment per git branch for every component of the catalog.
 * @public
 */
export const stagingsPlugin = createBackendPlugin({
  pluginId: 'stagings',
  register(env) {
    const extensions = registerExtensionPoints(env);
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
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
        urlReader: coreServices.urlReader,
      },
      async init(deps) {
        const { auth, catalog, lifecycle, logger, permissionsRegistry } = deps;
        const config = readStagingsConfig(deps.rootConfig);
        const db = await openDatabase(deps.database);
        const vault = await openVault({ db, config, logger });
        const programs = new ProgramFinder(config.programs);
        const memory = await findMemoryLimit(config.programs.memory);
        for (const problem of [
          ...(await rendererProblems({ config, programs })),
          memoryProblem(memory),
        ]) {
          if (problem !== undefined) logger.warn(problem);
        }
        const notifier = new Notifier(deps.signals, logger);
        const engineContext = await openEngineContext({
          ...deps,
          db,
          config,
          vault,
          programs,
          memory,
          extensions,
          notify: id => notifier.notify(id),
        });
        const engine = new Engine(engineContext);
        const ownership = new Ownership({ catalog, auth, now: Date.now });
        registerPermissions(permissionsRegistry, db, ownership);

        const service = {
          db,
          config,
          catalog,
          auth,
          programs,
          vault,
          now: Date.now,
          changed: (id: string) => {
            engine.wakeUp();
            notifier.notify(id);
          },
        };
        const tellError = errorTeller(service);
        deps.httpRouter.use(
          await createRouter({
            service,
            access: new AccessControl({
              ...deps,
              callers: config.callers,
              ownership,
              administrators: administrators(deps, config),
            }),
            clusterView: new EngineClusterView(engineContext),
            previewer: new EnginePreviewer(engineContext),
            keyFinder: new EngineKeyFinder(engineContext),
            clusterSurvey: new EngineClusterSurvey(engineContext),
            audit: new Audit(deps.auditor, tellError),
            tellError,
            lifecycle,
          }),
        );

        await scheduleRetention({ ...deps, ...service });

        lifecycle.addStartupHook(() => engine.start());
        lifecycle.addShutdownHook(async () => {
          notifier.stop();
          await engine.stop();
          engineContext.clusters.close();
        });
      },
    });
  },
});
