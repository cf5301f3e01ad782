import { JsonObject } from '../model/json';
import { apiVersionOf } from '../model/kinds';
import { KubeObject } from '../model/objects';
import { parseFieldSelector, parseLabelSelector } from '../model/selectors';
import {
  badRequest,
  expired,
  invalid,
  StatusError,
} from '../model/StatusError';
import { Store } from '../store/Store';
import { Exchange, send } from './exchange';
import { Target } from './target';

/** Which objects of a collection a list or watch is about. */
export type Selection = (object: KubeObject) => boolean;

/**
 * The selection that a request's target and selectors describe.
 *
 * @throws StatusError 400 when a selector cannot be read
 */
export function selectionOf(
  { kind, namespace, name }: Target,
  url: URL,
): Selection {
  const labels = parseLabelSelector(url.searchParams.get('labelSelector'));
  const fields = parseFieldSelector(
    url.searchParams.get('fieldSelector'),
    kind.kind,
  );
  return object =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    labels(object.metadata.labels ?? {}) &&
    fields(object);
}

/** 422 about a parameter of a list. */
export const invalidListOption = (field: string, why: string) =>
  invalid({ group: 'meta.k8s.io', kind: 'ListOptions', name: '' }, [
    { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field },
  ]);

/** The version that a request asks for; undefined when it asks for none. */
export function requestedVersion(url: URL, store: Store): number | undefined {
  const text = url.searchParams.get('resourceVersion');
  if (!text) return undefined;
  if (!/^\d+$/.test(text)) {
    throw new StatusError(
      500,
      undefined,
      `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
    );
  }
  const version = Number(text);
  const watching = url.searchParams.has('watch');
  if (version > store.version && !watching) {
    throw new StatusError(
      504,
      'Timeout',
      `Timeout: Too large resource version: ${version}, current: ${store.version}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
  return version;
}

type Continuation = { version: number; after: string };

const encode = (token: Continuation) =>
  Buffer.from(JSON.stringify(token)).toString('base64url');

function decodeContinuation(text: string, store: Store): Continuation {
  let token: Partial<Continuation>;
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    throw badRequest('invalid continue token: continue key is not valid');
  }
  if (typeof token.version !== 'number' || typeof token.after !== 'string') {
    throw badRequest('invalid continue token: continue key is not valid');
  }
  if (store.eventsAfter(token.version) === undefined) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.',
    );
  }
  return { version: token.version, after: token.after };
}

const keyOf = ({ metadata }: KubeObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

/** Answers a list: selected, in the order of keys, in pages when a limit is given. */
export function answerList(
  { response, url }: Exchange,
  target: Target,
  store: Store,
): void {
  requestedVersion(url, store);
  const { searchParams } = url;
  if (
    searchParams.get('resourceVersionMatch') &&
    !searchParams.get('resourceVersion')
  ) {
    throw invalidListOption(
      'resourceVersionMatch',
      'resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  const limit = Number(searchParams.get('limit') ?? 0);
  const token = searchParams.get('continue');
  const start = token
    ? decodeContinuation(token, store)
    : { version: store.version, after: '' };
  const selected = store
    .list(target.kind, target.namespace)
    .filter(selectionOf(target, url))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .filter(object => keyOf(object) > start.after);
  const page = limit > 0 ? selected.slice(0, limit) : selected;
  const last = page[page.length - 1];
  const rest = selected.length - page.length;
  const metadata: JsonObject = {
    resourceVersion: String(start.version),
    ...(rest > 0 &&
      last && {
        continue: encode({ version: start.version, after: keyOf(last) }),
        remainingItemCount: rest,
      }),
  };
  const items = page.map(
    ({ apiVersion: _apiVersion, kind: _kind, ...item }) => item,
  );
  send(response, 200, {
    kind: `${target.kind.kind}List`,
    apiVersion: apiVersionOf(target.kind),
    metadata,
    items,
  });
}
