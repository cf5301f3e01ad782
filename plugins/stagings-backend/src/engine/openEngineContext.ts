import {
  AuditorService,
  AuthService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ClusterAccessRegistration,
  CustomRenderer,
  HealthRule,
} from 'backstage-plugin-stagings-node';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { openClusters } from '../cluster/openClusters';
import { StagingsConfig } from '../config/types';
import { Vault } from '../secrets/Vault';
import { RegistryImageLookUp } from '../registry';
import { createRenderers } from '../render/createRenderers';
import { MemoryLimit } from '../render/programs/memoryLimit';
import { ProgramFinder } from '../render/programs/ProgramFinder';
import { installationId, releaseLeftBehind } from '../store';
import { EngineContext } from './context';
import { RecentEntities } from './rendering/RecentEntities';
import { KnownSecrets } from './redaction/KnownSecrets';
import { redactingLogger } from './redaction/redactingLogger';

/** What the engine is made of: services of the portal, the configuration, and what modules add. */
export interface EngineParts {
  db: Knex;
  config: StagingsConfig;
  vault: Vault;
  rootConfig: RootConfigService;
  catalog: CatalogService;
  auth: AuthService;
  auditor: AuditorService;
  logger: LoggerService;
  lifecycle: LifecycleService;
  urlReader: UrlReaderService;
  programs: Pick<ProgramFinder, 'find'>;
  memory: MemoryLimit;
  extensions: {
    clusters(): ClusterAccessRegistration[];
    renderers(): ReadonlyMap<string, CustomRenderer>;
    healthRules(): ReadonlyMap<string, HealthRule>;
  };
  notify(stagingId: string): void;
}

/** Opens what the parts of the engine share. Connects to nothing but the database yet. */
export async function openEngineContext(
  parts: EngineParts,
): Promise<EngineContext> {
  const clusters = openClusters({
    ...parts,
    clusters: parts.config.clusters,
    modules: parts.extensions.clusters(),
  });
  const known = new KnownSecrets({ ...parts, clusters, now: Date.now });
  const { db, config, catalog, auth, auditor, logger, extensions, notify } =
    parts;
  const now = Date.now;
  await releaseLeftBehind(db);
  return {
    db,
    config,
    vault: parts.vault,
    known,
    catalog: new RecentEntities(catalog, now),
    auth,
    auditor,
    clusters,
    renderers: createRenderers({
      ...parts,
      registries: config.registries,
      custom: extensions.renderers(),
      now,
    }),
    images: new RegistryImageLookUp(config.registries, now),
    healthRules: extensions.healthRules(),
    logger: redactingLogger(logger, known.platform),
    installation: await installationId(db),
    owner: randomUUID(),
    now,
    notify,
  };
}
