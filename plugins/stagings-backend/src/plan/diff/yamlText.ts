import { stringify } from 'yaml';
import { KubeObject } from '../../model/kubeObject';
import { isFields } from '../../model/read';

/** Fields that people look for first, at whatever level. */
const FIRST = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** An object as YAML, its fields in one order whoever made it, so that texts can be compared. */
export function yamlText(object: KubeObject): string {
  return stringify(sorted(object), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort((one, other) => rank(one) - rank(other) || compare(one, other))
      .map(field => [field, sorted(value[field])]),
  );
}

function rank(field: string): number {
  const index = FIRST.indexOf(field);
  return index < 0 ? FIRST.length : index;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
