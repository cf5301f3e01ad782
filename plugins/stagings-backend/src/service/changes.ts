import { JsonValue } from '@backstage/types';
import { InputChange } from 'backstage-plugin-stagings-common';
import { StagingInputs } from '../model/staging';
import { isJsonObject } from '../template/json';

/** What differs between two sets of inputs, leaf by leaf, in the order of the keys. */
export function inputChanges(
  before: StagingInputs | undefined,
  after: StagingInputs,
): InputChange[] {
  return diff('', toJson(before), toJson(after));
}

function toJson(inputs: StagingInputs | undefined): JsonValue {
  if (!inputs) return {};
  const { commit, parameters, overrides } = inputs;
  return { ...(commit === undefined ? {} : { commit }), parameters, overrides };
}

function diff(
  path: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): InputChange[] {
  if (isJsonObject(from) || isJsonObject(to)) {
    const left = isJsonObject(from) ? from : {};
    const right = isJsonObject(to) ? to : {};
    const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
    return keys.flatMap(key =>
      diff(path === '' ? key : `${path}.${key}`, left[key], right[key]),
    );
  }
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  return [
    {
      path,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  ];
}
