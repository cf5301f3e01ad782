import { Entity } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  evaluateFilterPredicate,
  FilterPredicate,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';

/** What the configuration tells a browser about a template. */
export interface TemplateSettings {
  name: string;
  cluster?: string;
  /** The components that it applies to; all of them when absent. */
  entityFilter?: FilterPredicate;
}

/** Reads the templates of `stagings.templates`; none where the portal's configuration does not reach the browser. */
export function readTemplateSettings(config: Config): TemplateSettings[] {
  const templates = config.getOptionalConfigArray('stagings.templates') ?? [];
  return templates.map(template => ({
    name: template.getString('name'),
    cluster: template.getOptionalString('cluster'),
    entityFilter: readOptionalFilterPredicateFromConfig(template, {
      key: 'entityFilter',
    }),
  }));
}

/** Annotation that shows (`true`) or hides (`false`) the tab and the card, whatever the templates say. */
export const ENABLED_ANNOTATION = 'stagings.backstage.io/enabled';

/**
 * Whether an entity gets the tab and the card: its annotation `stagings.backstage.io/enabled` says so, or it has
 * none and is a component. For portals on the legacy frontend system, where the templates cannot be asked.
 * @public
 */
export function isStagingsAvailable(entity: Entity): boolean {
  const enabled = entity.metadata.annotations?.[ENABLED_ANNOTATION];
  return enabled ? enabled === 'true' : isComponent(entity);
}

/** Whether an entity gets the tab and the card: some template applies to it, or its annotation says so. */
export function isStageable(
  templates: TemplateSettings[],
): (entity: Entity) => boolean {
  return entity => {
    if (!isStagingsAvailable(entity)) return false;
    const isAnnotated =
      ENABLED_ANNOTATION in (entity.metadata.annotations ?? {});
    if (isAnnotated || templates.length === 0) return true;
    return templates.some(
      ({ entityFilter }) =>
        !entityFilter || evaluateFilterPredicate(entityFilter, entity),
    );
  };
}

function isComponent({ kind }: Entity): boolean {
  return kind.toLocaleLowerCase('en-US') === 'component';
}
