import { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import { TemplateConfig } from '../config/types';

/** Whether stagings of the entity can be made from the template. Only components have stagings. */
export function templateApplies(
  template: Pick<TemplateConfig, 'entityFilter'>,
  entity: Entity,
): boolean {
  if (entity.kind.toLocaleLowerCase('en-US') !== 'component') return false;
  return (
    template.entityFilter === undefined ||
    evaluateFilterPredicate(template.entityFilter, entity)
  );
}
