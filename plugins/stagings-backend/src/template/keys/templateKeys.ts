import { JsonObject, JsonValue } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { evaluateDeep } from '../expressions/evaluate';
import { ExpressionError } from '../expressions/ExpressionError';
import { ExpressionVariables } from '../expressions/types';
import { isJsonObject } from '../json';
import { typeOf } from './describedKeys';
import { pathKey } from './pathKey';
import { isSecretPath } from './secretKeys';

/** What gives a value: the value itself, or the expression that only a deploy can evaluate. */
type Given = Pick<OverrideKey, 'default' | 'expression'>;

/**
 * The keys with what the template sets over the chart's values. What the component alone does not decide, such
 * as a parameter or the host, is shown as the expression that gives it. What looks like a secret by its name is
 * only said to be set.
 *
 * @param values - of the template, not evaluated
 * @param variables - what is known without a staging
 */
export function withTemplateValues(
  keys: readonly OverrideKey[],
  values: JsonObject,
  variables: ExpressionVariables,
): OverrideKey[] {
  const merged = new Map(keys.map(key => [key.key, key]));
  for (const { path, value } of leavesOf(values, [])) {
    const key = pathKey(path);
    hide(merged, path);
    const { default: _default, ...known } = merged.get(key) ?? {};
    const given = isSecretPath(path) ? {} : giveValue(value, variables);
    const type = typeOf(given.default);
    merged.set(key, {
      ...(type && { type }),
      ...known,
      key,
      path,
      ...given,
      setBy: 'template',
    });
  }
  return [...merged.values()];
}

/** A map that was shown as a whole is shown by its keys from now on. */
function hide(keys: Map<string, OverrideKey>, path: string[]): void {
  for (let length = 1; length < path.length; length++) {
    keys.delete(pathKey(path.slice(0, length)));
  }
}

function leavesOf(
  value: JsonValue | undefined,
  path: string[],
): Array<{ path: string[]; value: JsonValue }> {
  if (value === undefined) return [];
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    return path.length === 0 ? [] : [{ path, value }];
  }
  return Object.entries(value).flatMap(([name, item]) =>
    leavesOf(item, [...path, name]),
  );
}

function giveValue(value: JsonValue, variables: ExpressionVariables): Given {
  try {
    return { default: evaluateDeep(value, variables) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const isText = typeof value === 'string';
    return { expression: isText ? value : JSON.stringify(value) };
  }
}
