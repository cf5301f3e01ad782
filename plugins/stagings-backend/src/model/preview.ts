import { Entity } from '@backstage/catalog-model';
import { OverrideKeys, StagingPreview } from 'backstage-plugin-stagings-common';
import { TemplateConfig } from '../config/types';
import { StagingRecord } from './staging';

/** A deploy that is not carried out. */
export interface PreviewOrder {
  /** As it would be stored. */
  staging: StagingRecord;
  /** Whether what is in the cluster under the staging's name may be looked at: not where the name is another's. */
  compare: boolean;
  /** Gives up: whoever asked is gone. */
  signal: AbortSignal;
}

/** What a preview finds by rendering and looking. */
export type PreviewFindings = Pick<
  StagingPreview,
  'objects' | 'images' | 'hooks' | 'problems' | 'notes'
>;

/** Says what a deploy would do, without doing it. */
export interface Previewer {
  /**
   * @throws ServiceUnavailableError where it takes too long, or where too many are asked for at once
   */
  preview(order: PreviewOrder): Promise<PreviewFindings>;
}

/** For what keys are asked. */
export interface KeysOrder {
  template: TemplateConfig;
  entity: Entity;
  /** Of the staging, where it is known: where a template's files are may depend on it. */
  branch?: string;
  /** Gives up: whoever asked is gone. */
  signal: AbortSignal;
}

/** Says what overrides of a template can set. */
export interface KeyFinder {
  keys(order: KeysOrder): Promise<OverrideKeys>;
}
