import { asObject, equal, isObject, Json, JsonObject } from '../model/json';
import { badRequest, StatusError } from '../model/StatusError';

const steps = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));

const unprocessable = (message: string) =>
  new StatusError(422, 'Invalid', message, {});

function child(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isObject(value) ? value[step] : undefined;
}

function locate(root: Json, pointer: string) {
  const path = steps(pointer);
  const last = path[path.length - 1];
  const parent = path.slice(0, -1).reduce<Json | undefined>(child, root);
  if (
    last === undefined ||
    parent === undefined ||
    parent === null ||
    typeof parent !== 'object'
  ) {
    throw unprocessable(
      `the server rejected our request due to an error in our request: ${pointer}`,
    );
  }
  return { parent, last };
}

function put(root: Json, pointer: string, value: Json, insert: boolean) {
  const { parent, last } = locate(root, pointer);
  if (!Array.isArray(parent)) {
    parent[last] = value;
    return;
  }
  if (last === '-') parent.push(value);
  else if (insert) parent.splice(Number(last), 0, value);
  else parent[Number(last)] = value;
}

function take(root: Json, pointer: string): Json {
  const { parent, last } = locate(root, pointer);
  const value = child(parent, last);
  if (value === undefined) {
    throw unprocessable(
      `the server rejected our request due to an error in our request: ${pointer}`,
    );
  }
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return value;
}

/**
 * The object changed by a JSON patch (RFC 6902).
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
  const result: Json = structuredClone(object);
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
      put(root, pointer, value, true);
      return;
    case 'replace':
      take(root, pointer);
      put(root, pointer, value, true);
      return;
    case 'remove':
      take(root, pointer);
      return;
    case 'move':
      put(root, pointer, take(root, String(from)), true);
      return;
    case 'copy':
      put(
        root,
        pointer,
        structuredClone(
          steps(String(from)).reduce<Json | undefined>(child, root) ?? null,
        ),
        true,
      );
      return;
    case 'test':
      if (!equal(steps(pointer).reduce<Json | undefined>(child, root), value)) {
        throw unprocessable(`testing value ${pointer} failed`);
      }
      return;
    default:
      throw badRequest(`error decoding patch: unknown operation ${String(op)}`);
  }
}
