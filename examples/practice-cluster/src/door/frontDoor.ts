import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { isReady } from '../controllers/podControl';
import { K } from '../model/kinds';
import { Ingress, Pod, Service } from '../model/objects';
import { selectorPredicate } from '../model/selectors';
import { Store } from '../store/Store';
import { problemPage, servicePage } from './pages';
import { Route, routeOf } from './routing';

/** What a ready pod behind a rule answers. */
export type Visit = Route & {
  host: string;
  pod: string;
  images: string[];
  env: Record<string, string>;
  branch?: string;
};

const BRANCH = 'stagings.backstage.io/branch';

/** The ingress controller: answers every host that an Ingress rule names. */
export function createFrontDoor(store: Store): Server {
  return createServer((request, response) => answer(request, response, store));
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  store: Store,
) {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const route = routeOf(store.list<Ingress>(K.ingress), host, pathname);
  if (!route) {
    const error = 'no ingress rule';
    respond(
      request,
      response,
      404,
      { error, host },
      problemPage(host, 'Nothing answers to this name yet.'),
    );
    return;
  }
  const pod = readyPod(store, route);
  if (!pod) {
    const error = 'no ready endpoint';
    const text = `The service ${route.service} has no ready pod.`;
    respond(
      request,
      response,
      503,
      { error, ...route },
      problemPage(host, text),
    );
    return;
  }
  const visit = visitOf(store, host, route, pod);
  respond(request, response, 200, visit, servicePage(visit));
}

function respond(
  { headers }: IncomingMessage,
  response: ServerResponse,
  code: number,
  body: object,
  page: string,
) {
  const html = (headers.accept ?? '').includes('text/html');
  response.writeHead(code, {
    'Content-Type': html ? 'text/html; charset=utf-8' : 'application/json',
  });
  response.end(html ? page : `${JSON.stringify(body, null, 2)}\n`);
}

function readyPod(
  store: Store,
  { namespace, service }: Route,
): Pod | undefined {
  const selector = store.get<Service>(K.service, namespace, service)?.spec
    .selector;
  if (!selector) return undefined;
  const selects = selectorPredicate({ matchLabels: selector });
  return store
    .list<Pod>(K.pod, namespace)
    .find(
      pod =>
        selects(pod.metadata.labels ?? {}) &&
        isReady(pod) &&
        !pod.metadata.deletionTimestamp,
    );
}

function visitOf(store: Store, host: string, route: Route, pod: Pod): Visit {
  const variables = pod.spec.containers.flatMap(
    container => container.env ?? [],
  );
  const env = Object.fromEntries(
    variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  const namespace = store.get(K.namespace, undefined, route.namespace);
  const branch = [pod, namespace]
    .flatMap(object => [
      object?.metadata.annotations?.[BRANCH],
      object?.metadata.labels?.[BRANCH],
    ])
    .find(value => value !== undefined);
  const named = branch ?? env.BRANCH;
  return {
    host,
    ...route,
    pod: pod.metadata.name,
    images: pod.spec.containers.map(({ image }) => image),
    env,
    ...(named !== undefined && { branch: named }),
  };
}
