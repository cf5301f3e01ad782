import { JsonValue } from '@backstage/types';
import { InputChange } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../model/staging';
import { isJsonObject } from '../template/json';

const NOTHING: StagingInputs = { parameters: {}, overrides: {} };

/** What differs between two sets of inputs, leaf by leaf, in the order of the keys. */
export function inputChanges(
  before: StagingInputs | undefined,
  after: StagingInputs,
): InputChange[] {
  const given = before ?? NOTHING;
  return [
    ...diff('', toJson(given), toJson(after)),
    ...secretChanges(given.secrets ?? {}, after.secrets ?? {}),
  ];
}

/** Seals are equal only where the values are. */
function secretChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): InputChange[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths]
    .filter(path => before[path] !== after[path])
    .map(path => ({
      path: `parameters.${path}`,
      secret: changeOfSecret(before[path], after[path]),
    }));
}

function changeOfSecret(
  before: string | undefined,
  after: string | undefined,
): InputChange['secret'] {
  if (before === undefined) return 'set';
  return after === undefined ? 'removed' : 'changed';
}

function toJson({ commit, parameters, overrides }: StagingInputs): JsonValue {
  return { commit, parameters, overrides };
}

function diff(
  path: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): InputChange[] {
  if (!isJsonObject(from) && !isJsonObject(to)) {
    return changeOf(path, from, to);
  }
  const left = isJsonObject(from) ? from : {};
  const right = isJsonObject(to) ? to : {};
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return [
    ...changeOf(path, leafOf(from, to), leafOf(to, from)),
    ...keys.flatMap(key =>
      diff(path === '' ? key : `${path}.${key}`, left[key], right[key]),
    ),
  ];
}

/** What a value is besides its fields: one that is no map, or an empty map where there was nothing. */
function leafOf(
  value: JsonValue | undefined,
  other: JsonValue | undefined,
): JsonValue | undefined {
  if (!isJsonObject(value)) return value;
  const isNew = other === undefined && Object.keys(value).length === 0;
  return isNew ? value : undefined;
}

function changeOf(
  path: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): InputChange[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  return [
    {
      path,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  ];
}
