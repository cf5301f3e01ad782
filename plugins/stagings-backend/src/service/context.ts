import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { RendererName } from 'backstage-plugin-stagings-common';
import { Knex } from 'knex';
import { StagingsConfig } from '../config/types';
import { Vault } from '../secrets/Vault';

/** Whether the programs that renderers need are there. */
export interface ProgramCheck {
  /** What is missing for a renderer, in one sentence; undefined where nothing is. */
  problemOf(renderer: RendererName): Promise<string | undefined>;
}

/** What the use cases share. */
export interface ServiceContext {
  db: Knex;
  config: StagingsConfig;
  catalog: CatalogService;
  auth: AuthService;
  programs: ProgramCheck;
  /** Seals secret parameters. */
  vault: Vault;
  now(): number;
  /** Tells the engine and the viewers that a staging changed; called after the commit. */
  changed(stagingId: string): void;
}

/** What is enough for a use case that changes a staging and asks nobody else. */
export type ChangeContext = Pick<ServiceContext, 'db' | 'now' | 'changed'>;
