import { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { TemplateConfig } from '../config/types';
import { describeTemplate } from '../template/describeTemplate';
import { templateApplies } from '../template/templateFilter';
import { ServiceContext } from './context';

/** The templates that apply to a component, as the API describes them. */
export async function listTemplates(
  { config, programs }: Pick<ServiceContext, 'config' | 'programs'>,
  entity: Entity,
): Promise<StagingTemplate[]> {
  return Promise.all(
    config.templates
      .filter(template => templateApplies(template, entity))
      .map(async template =>
        describeTemplate(template, {
          entity,
          baseDomain: config.baseDomain,
          problem: await programs.problemOf(template.source.renderer),
        }),
      ),
  );
}

/** Why templates cannot be used on this backend, a sentence for each renderer that lacks something. */
export async function rendererProblems({
  config,
  programs,
}: Pick<ServiceContext, 'config' | 'programs'>): Promise<string[]> {
  const renderers = new Set(config.templates.map(t => t.source.renderer));
  const problems = await Promise.all(
    [...renderers].map(renderer => programs.problemOf(renderer)),
  );
  return problems.filter(problem => problem !== undefined);
}

/**
 * The template of a name.
 * @throws NotFoundError where there is none of that name, or it does not apply to the component
 */
export function findTemplate(
  { config }: Pick<ServiceContext, 'config'>,
  name: string,
  entity: Entity,
): TemplateConfig {
  const template = config.templates.find(
    candidate => candidate.name === name && templateApplies(candidate, entity),
  );
  if (template) return template;
  throw templateMissing(name, entity);
}

/** That a component has no template of the name, as far as the caller is to know. */
export function templateMissing(name: string, entity: Entity): NotFoundError {
  return new NotFoundError(
    `There is no template '${name}' that applies to ${entity.metadata.name}`,
  );
}

/**
 * The template that a caller chose for a component.
 * @throws InputError where there is none of that name, or it does not apply, or cannot be used now
 */
export async function chooseTemplate(
  { config, programs }: Pick<ServiceContext, 'config' | 'programs'>,
  name: string,
  entity: Entity,
): Promise<TemplateConfig> {
  const applying = config.templates.filter(template =>
    templateApplies(template, entity),
  );
  const template = applying.find(candidate => candidate.name === name);
  if (!template) {
    const names = applying.map(candidate => candidate.name).join(', ');
    throw new InputError(
      `template: '${name}' does not apply to ${entity.metadata.name}; ${
        names ? `these do: ${names}` : 'no template does'
      }`,
    );
  }
  const problem = await programs.problemOf(template.source.renderer);
  if (problem) throw new InputError(`template: ${problem}`);
  return template;
}
