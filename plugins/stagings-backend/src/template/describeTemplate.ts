import { Entity } from '@backstage/catalog-model';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { TemplateConfig } from '../config/types';
import { shownParameters } from './parameters';

/** What a template's description depends on besides its config. */
export interface DescribeOptions {
  entity: Entity;
  baseDomain: string;
  /** Why it cannot be used now, for example a missing program. */
  problem?: string;
}

/** A template as the API publishes it. */
export function describeTemplate(
  template: TemplateConfig,
  options: DescribeOptions,
): StagingTemplate {
  const { entity, baseDomain, problem } = options;
  return {
    name: template.name,
    title: template.title,
    ...(template.description === undefined
      ? {}
      : { description: template.description }),
    renderer: template.source.renderer,
    cluster: template.cluster,
    baseDomain,
    parameters: shownParameters(template.parameters, { entity, baseDomain }),
    ...(problem === undefined ? {} : { problem }),
  };
}
