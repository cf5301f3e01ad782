import { TemplateConfig } from '../../config/types';
import { Workspace } from '../Workspace';

/** The template of a staging; undefined where it is not configured any more. */
export function templateOf({
  context,
  staging,
}: Pick<Workspace, 'context' | 'staging'>): TemplateConfig | undefined {
  return context.config.templates.find(
    template => template.name === staging.template,
  );
}
