import { JsonObject, JsonValue } from '@backstage/types';
import { InputChange, Staging } from 'backstage-plugin-stagings-common';
import { printKey } from '../../Overrides/keyText';
import { leavesOf } from '../../Overrides/leaves';

/** What people give a staging. */
export interface Inputs {
  commit?: string;
  parameters: JsonObject;
  overrides: JsonObject;
}

/** The inputs that a staging has now. */
export function inputsOf({ source, parameters, overrides }: Staging): Inputs {
  return { commit: source.commit, parameters, overrides };
}

/** What changes on the way from some inputs to others, value by value. */
export function inputChanges(from: Inputs, to: Inputs): InputChange[] {
  const before = valuesOf(from);
  const after = valuesOf(to);
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].sort().flatMap(path => {
    const change = { path, from: before.get(path), to: after.get(path) };
    const isSame = JSON.stringify(change.from) === JSON.stringify(change.to);
    return isSame ? [] : [change];
  });
}

/** A value for people, on one line: texts without quotes; undefined where there is none. */
export function inWords(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' && value !== ''
    ? value
    : JSON.stringify(value);
}

function valuesOf({
  commit,
  parameters,
  overrides,
}: Inputs): Map<string, JsonValue> {
  const values = leavesOf({ parameters, overrides });
  const named = values.map(
    ({ path, value }) => [printKey(path), value] as const,
  );
  return new Map<string, JsonValue>([
    ...(commit === undefined ? [] : [['commit', commit] as const]),
    ...named.filter(([path]) => path !== 'parameters' && path !== 'overrides'),
  ]);
}
