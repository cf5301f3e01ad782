import { applyPatch } from './jsonPatch';
import { asObject, isObject, Json, JsonObject } from '../model/json';
import { apiVersionOf } from '../model/kinds';
import { KubeObject } from '../model/objects';
import {
  badRequest,
  invalid,
  notImplemented,
  StatusError,
} from '../model/StatusError';
import { Objects, Place } from '../objects/Objects';
import {
  contentType,
  Exchange,
  flag,
  isDryRun,
  managerOf,
  parseObject,
  readBody,
  send,
} from './exchange';
import { Target } from './target';

const asKubeObject = (body: JsonObject): KubeObject =>
  ({ ...body, metadata: asObject(body.metadata) } as unknown as KubeObject);

const writeOptions = (exchange: Exchange, target: Target) => ({
  manager: managerOf(exchange),
  dryRun: isDryRun(exchange),
  ...(target.subresource && { subresource: target.subresource }),
});

/** Checks a body's kind and namespace against the path and completes it from there. */
function fitted(body: JsonObject, { kind, namespace }: Target): KubeObject {
  const apiVersion = body.apiVersion ?? apiVersionOf(kind);
  const name = body.kind ?? kind.kind;
  if (name !== kind.kind || apiVersion !== apiVersionOf(kind)) {
    throw badRequest(
      `${String(name)} in version "${String(apiVersion)
        .split('/')
        .pop()}" cannot be handled as a ${
        kind.kind
      }: the API version in the data (${String(
        apiVersion,
      )}) does not match the expected API version (${apiVersionOf(kind)})`,
    );
  }
  const object = asKubeObject({ ...body, apiVersion, kind: name });
  const wanted = object.metadata.namespace;
  if (kind.namespaced && wanted && wanted !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (kind.namespaced) object.metadata = { ...object.metadata, namespace };
  return object;
}

/** Answers a POST to a collection. */
export async function answerCreate(
  exchange: Exchange,
  target: Target,
  objects: Objects,
) {
  const body = parseObject(await readBody(exchange.request), target.kind.kind);
  refuseDefinitions(target);
  const created = objects.create(
    target.kind,
    fitted(body, target),
    writeOptions(exchange, target),
  );
  send(exchange.response, 201, created);
}

function refuseDefinitions({ kind }: Target) {
  if (kind.kind === 'CustomResourceDefinition')
    throw notImplemented('custom resources');
}

function placeOf(target: Target & { name: string }): Place {
  return { kind: target.kind, namespace: target.namespace, name: target.name };
}

function checkName(object: KubeObject, name: string) {
  const given = object.metadata.name;
  if (given && given !== name) {
    throw badRequest(
      `the name of the object (${given}) does not match the name on the URL (${name})`,
    );
  }
}

/** Answers a PUT of an object or its status. */
export async function answerReplace(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  const body = parseObject(await readBody(exchange.request), target.kind.kind);
  const object = fitted(body, target);
  checkName(object, target.name);
  const updated = objects.update(
    placeOf(target),
    writeOptions(exchange, target),
    live => ({
      ...object,
      metadata: {
        ...object.metadata,
        managedFields:
          object.metadata.managedFields ?? live.metadata.managedFields,
      },
    }),
  );
  send(exchange.response, 200, updated);
}

/** Answers a PATCH by the media type of its body. */
export async function answerPatch(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  const type = contentType(exchange.request);
  const text = await readBody(exchange.request);
  switch (type) {
    case 'application/apply-patch+yaml':
      refuseDefinitions(target);
      answerApply(exchange, target, objects, text);
      return;
    case 'application/merge-patch+json':
      answerChange(exchange, target, objects, live =>
        asKubeObject(
          asObject(mergePatch(live, parseObject(text, target.kind.kind))),
        ),
      );
      return;
    case 'application/json-patch+json':
      answerChange(exchange, target, objects, live =>
        asKubeObject(applyPatch(live, text)),
      );
      return;
    case 'application/strategic-merge-patch+json':
      throw notImplemented(
        'strategic merge patches; use a merge patch or server-side apply',
      );
    default:
      throw new StatusError(
        415,
        'UnsupportedMediaType',
        '415: Unsupported Media Type',
        {},
      );
  }
}

function answerChange(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
  change: (live: KubeObject) => KubeObject,
) {
  const place = placeOf(target);
  const updated = objects.update(
    place,
    writeOptions(exchange, target),
    live => {
      const before = live.metadata.resourceVersion;
      const next = change(live);
      checkName(next, target.name);
      const { resourceVersion } = next.metadata;
      return resourceVersion === before
        ? { ...next, metadata: { ...next.metadata, resourceVersion: '' } }
        : next;
    },
  );
  send(exchange.response, 200, updated);
}

/** RFC 7386. */
function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: JsonObject = { ...asObject(target) };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null || value === undefined) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
}

function answerApply(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
  text: string,
) {
  const { url, response } = exchange;
  requireManager(url);
  const object = appliedObject(parseApplied(text, target), target);
  const { object: applied, created } = objects.apply(placeOf(target), object, {
    ...writeOptions(exchange, target),
    force: flag(url, 'force'),
  });
  send(response, created ? 201 : 200, applied);
}

function requireManager(url: URL) {
  const manager = url.searchParams.get('fieldManager');
  const subject = { group: 'meta.k8s.io', kind: 'PatchOptions', name: '' };
  if (!manager) {
    throw invalid(subject, [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: is required for apply patch',
        field: 'fieldManager',
      },
    ]);
  }
  if (manager.length > 128) {
    throw invalid(subject, [
      {
        reason: 'FieldValueTooLong',
        message: 'Too long: may not be more than 128 bytes',
        field: 'fieldManager',
      },
    ]);
  }
}

function parseApplied(text: string, target: Target): JsonObject {
  try {
    return parseObject(text, target.kind.kind);
  } catch (error) {
    throw badRequest(
      `error decoding YAML: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function appliedObject(
  body: JsonObject,
  target: Target & { name: string },
): KubeObject {
  const { kind } = target;
  if (body.apiVersion === undefined || body.kind === undefined) {
    throw badRequest(
      `error decoding YAML: Object 'Kind' is missing in '${JSON.stringify(
        body,
      )}'`,
    );
  }
  if (body.kind !== kind.kind || body.apiVersion !== apiVersionOf(kind)) {
    const [version, group = ''] = String(body.apiVersion).split('/').reverse();
    throw badRequest(
      `invalid object type: ${group}/${version}, Kind=${String(body.kind)}`,
    );
  }
  const metadata = asObject(body.metadata);
  if (metadata.managedFields !== undefined)
    throw badRequest('metadata.managedFields must be nil');
  const object = fitted(body, target);
  checkName(object, target.name);
  object.metadata = { ...object.metadata, name: target.name };
  return object;
}
