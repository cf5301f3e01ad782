import { asObject, equal, isObject, Json, JsonObject } from '../model/json';
import { badRequest, StatusError } from '../model/StatusError';

const steps = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));

/** What the API server says of every patch that does not fit. */
const unprocessable = () =>
  new StatusError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  );

function child(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step)
    ? value[step]
    : undefined;
}

const valueAt = (root: Json, pointer: string): Json =>
  steps(pointer).reduce<Json | undefined>(child, root) ?? null;

/** The list or object that a pointer leads into, and the last step. */
function locate(root: Json, pointer: string) {
  const path = steps(pointer);
  const last = path.pop();
  const parent = path.reduce<Json | undefined>(child, root);
  if (last === undefined || !(isObject(parent) || Array.isArray(parent)))
    throw unprocessable();
  return { parent, last };
}

function indexIn(step: string, end: number): number {
  const index = Number(step);
  if (!/^\d+$/.test(step) || index > end) throw unprocessable();
  return index;
}

function setMember(parent: JsonObject, name: string, value: Json) {
  Object.defineProperty(parent, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function add(root: Json, pointer: string, value: Json) {
  const { parent, last } = locate(root, pointer);
  if (!Array.isArray(parent)) setMember(parent, last, value);
  else if (last === '-') parent.push(value);
  else parent.splice(indexIn(last, parent.length), 0, value);
}

/** The API server takes a member that is not there yet, unlike RFC 6902. */
function replace(root: Json, pointer: string, value: Json) {
  const { parent, last } = locate(root, pointer);
  if (!Array.isArray(parent)) setMember(parent, last, value);
  else parent[indexIn(last, parent.length - 1)] = value;
}

function take(root: Json, pointer: string): Json {
  const { parent, last } = locate(root, pointer);
  const value = child(parent, last);
  if (value === undefined) throw unprocessable();
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return value;
}

/**
 * The object changed by a JSON patch (RFC 6902), as leniently as the API
 * server: `replace` adds, and what is not there counts as null for `copy` and
 * `test`.
 *
 * @throws StatusError 400 when the patch cannot be read, 422 when it does not fit the object
 */
export function applyPatch(object: JsonObject, text: string): JsonObject {
  let patch: Json;
  try {
    patch = JSON.parse(text);
  } catch (error) {
    throw badRequest(`error decoding patch: ${String(error)}`);
  }
  if (!Array.isArray(patch))
    throw badRequest('error decoding patch: a JSON patch is a list');
  const result: JsonObject = structuredClone(object);
  for (const entry of patch) applyOperation(result, asObject(entry));
  return result;
}

function applyOperation(
  root: JsonObject,
  { op, path, from, value = null }: JsonObject,
) {
  const pointer = String(path);
  switch (op) {
    case 'add':
      add(root, pointer, value);
      return;
    case 'replace':
      replace(root, pointer, value);
      return;
    case 'remove':
      take(root, pointer);
      return;
    case 'move':
      add(root, pointer, take(root, String(from)));
      return;
    case 'copy':
      add(root, pointer, structuredClone(valueAt(root, String(from))));
      return;
    case 'test':
      if (!equal(valueAt(root, pointer), value)) throw unprocessable();
      return;
    default:
      throw unprocessable();
  }
}
