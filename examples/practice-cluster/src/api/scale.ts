import { asObject, at, JsonObject } from '../model/json';
import { KubeObject } from '../model/objects';
import { methodNotAllowed, notImplemented } from '../model/StatusError';
import { Objects } from '../objects/Objects';
import {
  contentType,
  Exchange,
  isDryRun,
  managerOf,
  parseObject,
  readBody,
  send,
} from './exchange';
import { Target } from './target';

/** A ReplicationController's selector is the labels themselves. */
function selectedLabels({ kind, spec }: KubeObject): JsonObject {
  const selector = asObject(at(spec, 'selector'));
  return kind === 'ReplicationController'
    ? selector
    : asObject(selector.matchLabels);
}

function scaleOf(object: KubeObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = Object.entries(selectedLabels(object)).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: at(object, 'spec', 'replicas') ?? 0 },
    status: {
      replicas: at(object, 'status', 'replicas') ?? 0,
      selector: selector.join(','),
    },
  };
}

/** Answers the `scale` subresource of a workload: GET, PUT and merge patch. */
export async function answerScale(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  const { kind, namespace, name } = target;
  const place = { kind, namespace, name };
  if (exchange.method === 'GET') {
    send(exchange.response, 200, scaleOf(objects.get(place)));
    return;
  }
  if (exchange.method !== 'PUT' && exchange.method !== 'PATCH')
    throw methodNotAllowed();
  const patch = exchange.method === 'PATCH';
  if (
    patch &&
    contentType(exchange.request) !== 'application/merge-patch+json'
  ) {
    throw notImplemented('patches of scale other than merge patches');
  }
  const body = parseObject(await readBody(exchange.request), 'Scale');
  const replicas = at(body, 'spec', 'replicas');
  const options = { manager: managerOf(exchange), dryRun: isDryRun(exchange) };
  const scaled = objects.update(place, options, live => ({
    ...live,
    spec: {
      ...asObject(live.spec),
      ...(replicas !== undefined && { replicas }),
    },
    metadata: {
      ...live.metadata,
      resourceVersion: String(at(body, 'metadata', 'resourceVersion') ?? ''),
    },
  }));
  send(exchange.response, 200, scaleOf(scaled));
}
