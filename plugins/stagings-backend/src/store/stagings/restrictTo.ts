import { Knex } from 'knex';
import { AccessFilter } from '../../model/access';

/** Adds the condition that a filter stands for to a query on `stagings`, as one group. */
export function restrictTo(
  query: Knex.QueryBuilder,
  filter: AccessFilter,
): void {
  query.where(group => addCondition(group, filter));
}

function addCondition(group: Knex.QueryBuilder, filter: AccessFilter): void {
  if ('allOf' in filter) {
    // knex drops an empty group, also under a `not`, so each group starts with its neutral element
    group.whereRaw('1 = 1');
    for (const member of filter.allOf) restrictTo(group, member);
  } else if ('anyOf' in filter) {
    group.whereRaw('1 = 0');
    for (const member of filter.anyOf) {
      group.orWhere(inner => addCondition(inner, member));
    }
  } else if ('not' in filter) {
    group.whereNot(inner => addCondition(inner, filter.not));
  } else if ('entityRefs' in filter) {
    group.whereIn('entity_ref', filter.entityRefs);
  } else if ('createdBy' in filter) {
    group.whereIn('created_by', filter.createdBy);
  } else if ('templates' in filter) {
    group.whereIn('template', filter.templates);
  } else {
    group.whereIn('cluster', filter.clusters);
  }
}
