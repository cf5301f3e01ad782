import { JsonValue } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { leadsTo } from './leaves';

/** What holds where nothing is overridden: a value or an expression, and who gives it. */
export interface Fallback {
  text: string;
  setBy: OverrideKey['setBy'];
}

/** What a key comes to without an override; undefined where there is nothing. */
export function fallbackOf({
  default: value,
  expression,
  setBy,
}: OverrideKey): Fallback | undefined {
  if (expression !== undefined) return { text: expression, setBy };
  return value === undefined ? undefined : { text: printValue(value), setBy };
}

/** The key that describes a path best: itself, or the mapping that it stands in. Undefined for unknown ones. */
export function keyFor(
  path: readonly string[],
  keys: readonly OverrideKey[],
): OverrideKey | undefined {
  return keys
    .filter(key => leadsTo(key.path, path))
    .sort((one, other) => other.path.length - one.path.length)[0];
}

/** A value on one line. */
export function printValue(value: JsonValue): string {
  return typeof value === 'string' && value !== ''
    ? value
    : JSON.stringify(value);
}
