import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import {
  methodNotAllowed,
  noSuchResource,
  notImplemented,
  StatusError,
} from '../model/StatusError';
import { Objects } from '../objects/Objects';
import { answerDelete, answerDeleteCollection } from './deletes';
import { answerDiscovery, version } from './discovery';
import { Exchange, flag, send } from './exchange';
import { answerList } from './list';
import { answerLogs } from './logs';
import { answerScale } from './scale';
import { Target, targetOf } from './target';
import { answerWatch } from './watch';
import { answerCreate, answerPatch, answerReplace } from './writes';

/** The API server, not yet listening. */
export function createApiServer(objects: Objects, token: string): Server {
  return createServer((request, response) => {
    handle(request, response, objects, token).catch(error =>
      fail(response, error),
    );
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Objects,
  token: string,
) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const exchange: Exchange = {
    request,
    response,
    url,
    method: request.method ?? 'GET',
  };
  if (['/healthz', '/livez', '/readyz'].includes(url.pathname)) {
    response
      .writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
      .end('ok');
    return;
  }
  if (request.headers.authorization !== `Bearer ${token}`) {
    throw new StatusError(401, 'Unauthorized', 'Unauthorized');
  }
  if (url.pathname === '/version') {
    send(response, 200, version);
    return;
  }
  if (answerDiscovery(exchange)) return;
  const target = targetOf(url.pathname);
  if (!target) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end('404 page not found\n');
    return;
  }
  await answerObjects(exchange, target, objects);
}

async function answerObjects(
  exchange: Exchange,
  target: Target,
  objects: Objects,
) {
  refuseTables(exchange);
  if (target.name === undefined) {
    await answerCollection(exchange, target, objects);
    return;
  }
  const item = { ...target, name: target.name };
  if (target.subresource === undefined || target.subresource === 'status') {
    await answerItem(exchange, item, objects);
  } else {
    await answerSubresource(exchange, item, objects);
  }
}

/** Tables and partial objects are asked for by media type; plain JSON must be acceptable too. */
function refuseTables({ request }: Exchange) {
  const accept = request.headers.accept ?? '*/*';
  const plain = accept
    .split(',')
    .some(range =>
      /^\s*(application\/json|application\/\*|\*\/\*)\s*(;\s*(q|charset)=[^;]*)*$/.test(
        range,
      ),
    );
  if (!plain) {
    throw new StatusError(
      406,
      'NotAcceptable',
      'only the following media types are accepted: application/json',
      {},
    );
  }
}

async function answerCollection(
  exchange: Exchange,
  target: Target,
  objects: Objects,
) {
  const named = !target.kind.namespaced || target.namespace !== undefined;
  switch (exchange.method) {
    case 'GET':
      if (flag(exchange.url, 'watch'))
        answerWatch(exchange, target, objects.store);
      else answerList(exchange, target, objects.store);
      return;
    case 'POST':
      if (!named) throw methodNotAllowed();
      await answerCreate(exchange, target, objects);
      return;
    case 'DELETE':
      if (!named || target.kind.kind === 'Namespace') throw methodNotAllowed();
      await answerDeleteCollection(exchange, target, objects);
      return;
    default:
      throw methodNotAllowed();
  }
}

async function answerItem(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  if (
    target.subresource === 'status' &&
    !target.kind.subresources.includes('status')
  ) {
    throw noSuchResource();
  }
  switch (exchange.method) {
    case 'GET':
      if (flag(exchange.url, 'watch'))
        answerWatch(exchange, target, objects.store);
      else send(exchange.response, 200, objects.get(target));
      return;
    case 'PUT':
      await answerReplace(exchange, target, objects);
      return;
    case 'PATCH':
      await answerPatch(exchange, target, objects);
      return;
    case 'DELETE':
      if (target.subresource) throw methodNotAllowed();
      await answerDelete(exchange, target, objects);
      return;
    default:
      throw methodNotAllowed();
  }
}

const unsupported = new Set([
  'attach',
  'binding',
  'ephemeralcontainers',
  'eviction',
  'exec',
  'finalize',
  'portforward',
  'proxy',
  'resize',
  'token',
]);

async function answerSubresource(
  exchange: Exchange,
  target: Target & { name: string },
  objects: Objects,
) {
  const { subresource = '', kind } = target;
  if (unsupported.has(subresource))
    throw notImplemented(`${kind.plural}/${subresource}`);
  if (!kind.subresources.some(known => known === subresource))
    throw noSuchResource();
  if (subresource === 'scale') await answerScale(exchange, target, objects);
  else if (exchange.method === 'GET') answerLogs(exchange, target, objects);
  else throw methodNotAllowed();
}

function fail(response: ServerResponse, error: unknown) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const status =
    error instanceof StatusError
      ? error
      : new StatusError(
          500,
          'InternalError',
          `Internal error occurred: ${String(error)}`,
        );
  if (!(error instanceof StatusError))
    process.stderr.write(
      `${String(error instanceof Error ? error.stack : error)}\n`,
    );
  const retryAfter = status.details?.retryAfterSeconds;
  send(response, status.code, status.toBody(), {
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
  });
}
