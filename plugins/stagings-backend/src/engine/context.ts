import {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { RendererName } from 'backstage-plugin-stagings-common';
import { HealthRule } from 'backstage-plugin-stagings-node';
import { Knex } from 'knex';
import { ClusterRegistry } from '../cluster/types';
import { StagingsConfig } from '../config/types';
import { ImageLookUp } from '../registry';
import { Renderer } from '../render/types';
import { KnownSecrets } from './redaction/KnownSecrets';
import { Vault } from '../secrets/Vault';

/** What every part of the engine works with. */
export interface EngineContext {
  db: Knex;
  config: StagingsConfig;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: AuthService;
  auditor: AuditorService;
  clusters: ClusterRegistry;
  /** Opens secret parameters. */
  vault: Vault;
  /** What has to be kept out of all that is stored and shown. */
  known: KnownSecrets;
  renderers: ReadonlyMap<RendererName, Renderer>;
  images: ImageLookUp;
  /** Health rules of other modules, by `group/Kind`. */
  healthRules: ReadonlyMap<string, HealthRule>;
  logger: LoggerService;
  /** Identifies this portal on clusters that it shares with others. */
  installation: string;
  /** Identifies this process among the replicas of the portal. */
  owner: string;
  now(): number;
  /** Tells the viewers that a staging looks different now. */
  notify(stagingId: string): void;
}
