import { asObject, equal, isObject, Json, JsonObject } from '../model/json';
import {
  fieldOf,
  isAtomic,
  isList,
  isRef,
  ListType,
  structOf,
  Type,
} from '../schema/schema';
import { FieldSet, keyOf, Path, Step } from './fieldSet';

/** What differs between two versions of an object. */
export type Comparison = {
  added: FieldSet;
  modified: FieldSet;
  removed: FieldSet;
};

/** The step of a list's entry; ports without a protocol are TCP, as the server has it. */
export function stepOf(type: ListType, item: Json): Step {
  if (!type.keys) return `v:${JSON.stringify(item)}`;
  const object = asObject(item);
  const key: JsonObject = {};
  for (const name of [...type.keys].sort()) {
    const value = object[name] ?? (name === 'protocol' ? 'TCP' : undefined);
    if (value !== undefined) key[name] = value;
  }
  return `k:${JSON.stringify(key)}`;
}

/** The entries of a list by step; of several with one key the first counts. */
function entriesOf(type: ListType, list: Json | undefined): Map<Step, Json> {
  const entries = new Map<Step, Json>();
  for (const item of Array.isArray(list) ? list : []) {
    const step = stepOf(type, item);
    if (!entries.has(step)) entries.set(step, item);
  }
  return entries;
}

type Kind = 'leaf' | 'list' | 'map';

function kindOf(type: Type, value: Json | undefined): Kind {
  if (isAtomic(type)) return 'leaf';
  if (isList(type)) return Array.isArray(value) ? 'list' : 'leaf';
  return isObject(value) ? 'map' : 'leaf';
}

const isEmpty = (value: Json | undefined) =>
  value === undefined ||
  value === null ||
  (Array.isArray(value)
    ? value.length === 0
    : isObject(value) && Object.keys(value).length === 0);

/** The paths that an applied configuration claims. */
export function fieldSetOf(type: Type, value: Json): FieldSet {
  const set = new Set<string>();
  claim(type, value, [], set);
  return set;
}

function claim(type: Type, value: Json, path: Path, set: Set<string>) {
  const kind = kindOf(type, value);
  if (kind === 'leaf') {
    if (path.length) set.add(keyOf(path));
  } else if (kind === 'list' && isList(type) && Array.isArray(value)) {
    for (const [step, item] of entriesOf(type, value)) {
      claim(type.list, item, [...path, step], set);
      set.add(keyOf([...path, step]));
    }
  } else {
    claimFields(type, asObject(value), path, set);
  }
}

function claimFields(
  type: Type,
  value: JsonObject,
  path: Path,
  set: Set<string>,
) {
  for (const [name, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const next = [...path, `f:${name}`];
    claim(fieldOf(type, name) ?? 'any', inner, next, set);
    const declared = isRef(type) && name in structOf(type).fields;
    if (!declared || inner === null || (isObject(inner) && isEmpty(inner))) {
      set.add(keyOf(next));
    }
  }
}

/** The live object with the configuration laid over it. */
export function merge(type: Type, live: Json | undefined, config: Json): Json {
  if (live === undefined || live === null) return config;
  const kind = kindOf(type, config);
  if (kind === 'leaf' || kind !== kindOf(type, live)) return config;
  if (isList(type)) return mergeList(type, live, config);
  const result: JsonObject = { ...asObject(live) };
  for (const [name, value] of Object.entries(asObject(config))) {
    if (value === undefined) continue;
    result[name] = merge(fieldOf(type, name) ?? 'any', result[name], value);
  }
  return result;
}

/**
 * Entries that only the live list has come first and keep their order; those
 * of the configuration follow in its order, each merged with its live one.
 */
function mergeList(type: ListType, live: Json, config: Json): Json[] {
  const left = [...entriesOf(type, live)];
  const right = [...entriesOf(type, config)];
  const inLeft = new Map(left);
  const inRight = new Map(right);
  const shared = right.map(([step]) => step).filter(step => inLeft.has(step));
  const result: Json[] = [];
  let l = 0;
  for (const [step, item] of right) {
    for (; l < left.length; l++) {
      const [leftStep, leftItem] = left[l] ?? [];
      if (leftStep === undefined || leftItem === undefined || leftStep === step)
        break;
      const awaited = leftStep === shared[0];
      if (inRight.has(leftStep) && awaited) break;
      if (!inRight.has(leftStep)) result.push(leftItem);
    }
    if (left[l]?.[0] === step) l++;
    if (shared[0] === step) shared.shift();
    result.push(merge(type.list, inLeft.get(step), item));
  }
  const rest = left.slice(l).filter(([step]) => !inRight.has(step));
  return [...result, ...rest.map(([, item]) => item)];
}

/** Structs that the API always writes: their appearing is nobody's doing. */
const alwaysThere = new Set([
  'metadata',
  'spec',
  'status',
  'template',
  'strategy',
  'updateStrategy',
  'jobTemplate',
  'scaleTargetRef',
  'containers',
]);

/** What differs between two versions of an object, as paths. */
export function compare(
  type: Type,
  before: Json | undefined,
  after: Json | undefined,
): Comparison {
  const sets = {
    added: new Set<string>(),
    modified: new Set<string>(),
    removed: new Set<string>(),
  };
  compareAt(type, before, after, [], sets);
  return sets;
}

type Sets = Record<keyof Comparison, Set<string>>;

function compareAt(
  type: Type,
  before: Json | undefined,
  after: Json | undefined,
  path: Path,
  sets: Sets,
) {
  if (before === undefined && after === undefined) return;
  const kinds = [before, after]
    .filter(value => value !== undefined)
    .map(value => kindOf(type, value));
  const leaf = kinds.includes('leaf') || (isEmpty(before) && isEmpty(after));
  if (leaf) {
    compareLeaf(before, after, path, sets);
    return;
  }
  note(before, after, path, sets);
  for (const [step, inner, left, right] of pairs(type, before, after)) {
    compareAt(inner, left, right, [...path, step], sets);
  }
}

function compareLeaf(
  before: Json | undefined,
  after: Json | undefined,
  path: Path,
  sets: Sets,
) {
  if (path.length === 0) return;
  const last = path[path.length - 1]?.slice(2) ?? '';
  if (
    before === undefined &&
    isObject(after) &&
    isEmpty(after) &&
    alwaysThere.has(last)
  )
    return;
  if (before === undefined) sets.added.add(keyOf(path));
  else if (after === undefined) sets.removed.add(keyOf(path));
  else if (!equal(before, after)) sets.modified.add(keyOf(path));
}

function note(
  before: Json | undefined,
  after: Json | undefined,
  path: Path,
  sets: Sets,
) {
  const last = path[path.length - 1];
  if (
    last === undefined ||
    (last.startsWith('f:') && alwaysThere.has(last.slice(2)))
  )
    return;
  if (before === undefined) sets.added.add(keyOf(path));
  if (after === undefined) sets.removed.add(keyOf(path));
}

type Pair = [Step, Type, Json | undefined, Json | undefined];

function pairs(
  type: Type,
  before: Json | undefined,
  after: Json | undefined,
): Pair[] {
  if (isList(type)) {
    const left = entriesOf(type, before);
    const right = entriesOf(type, after);
    return [...new Set([...left.keys(), ...right.keys()])].map(step => [
      step,
      type.list,
      left.get(step),
      right.get(step),
    ]);
  }
  const left = asObject(before);
  const right = asObject(after);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].map(
    name => [
      `f:${name}`,
      fieldOf(type, name) ?? 'any',
      left[name],
      right[name],
    ],
  );
}

/** The value without the given paths; what becomes empty by it goes too. */
export function removeItems(type: Type, value: Json, paths: FieldSet): Json {
  return paths.size === 0
    ? value
    : removeAt(type, value, [], paths, parentsOf(paths)) ?? {};
}

function parentsOf(paths: FieldSet): FieldSet {
  const parents = new Set<string>(['']);
  for (const key of paths) {
    for (
      let i = key.indexOf('\u0000');
      i >= 0;
      i = key.indexOf('\u0000', i + 1)
    ) {
      parents.add(key.slice(0, i));
    }
  }
  return parents;
}

function removeAt(
  type: Type,
  value: Json,
  path: Path,
  paths: FieldSet,
  parents: FieldSet,
): Json | undefined {
  const kind = kindOf(type, value);
  if (kind === 'leaf' || !parents.has(keyOf(path))) return value;
  if (isList(type) && Array.isArray(value)) {
    const kept = value.flatMap(item => {
      const next = [...path, stepOf(type, item)];
      if (paths.has(keyOf(next))) return [];
      const inner = removeAt(type.list, item, next, paths, parents);
      return inner === undefined ? [] : [inner];
    });
    return kept.length ? kept : undefined;
  }
  const result: JsonObject = {};
  for (const [name, inner] of Object.entries(asObject(value))) {
    const next = [...path, `f:${name}`];
    if (inner === undefined || paths.has(keyOf(next))) continue;
    result[name] = removeAt(
      fieldOf(type, name) ?? 'any',
      inner,
      next,
      paths,
      parents,
    );
  }
  return Object.values(result).some(inner => inner !== undefined)
    ? result
    : undefined;
}
