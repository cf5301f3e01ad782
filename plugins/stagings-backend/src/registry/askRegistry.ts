import { numberAt, textAt } from '../model/read';
import {
  Challenge,
  mayAskRealm,
  parseChallenges,
  tokenAddress,
} from './challenge';
import { ImageReference, isDigest } from './reference';
import { Registry } from './registries';
import { TtlCache } from './TtlCache';
import { ImageState } from './types';

/** All kinds of manifests: a registry answers 404 for one that it has but that is not accepted. */
const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const TIMEOUT_MS = 5_000;
/** How long a token lasts where the server does not say. */
const TOKEN_LIFETIME_S = 60;

/** A registry, or its token service, that gave no answer at all. */
export class RegistryUnreachableError extends Error {
  readonly name = 'RegistryUnreachableError';
  /** As images name the registry. */
  readonly registry: string;

  constructor(registry: string, message: string, cause: unknown) {
    super(message, { cause });
    this.registry = registry;
  }
}

/** One look-up, with what it may use. */
export interface Question {
  registry: Registry;
  reference: ImageReference;
  /** Authorization headers by registry and repository. */
  authorizations: TtlCache<string>;
  /** Whether a host, with its port, is one of the configured registries. */
  isListed(host: string): boolean;
}

/** An Authorization header and how long it is good for, in milliseconds; or why there is none. */
type Authorization =
  | { header: string; lifetimeMs: number }
  | { refused: string };

/**
 * Asks a registry whether it has an image, by `HEAD` of its manifest, and authenticates where it wants that
 * (https://distribution.github.io/distribution/spec/auth/token/). All of it takes at most five seconds.
 *
 * @throws RegistryUnreachableError
 */
export async function askRegistry(question: Question): Promise<ImageState> {
  const { registry, reference, authorizations } = question;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const key = `${registry.host}/${reference.repository}`;
  const first = await headManifest(question, authorizations.get(key), signal);
  if (first.status !== 401) return stateOf(first, registry);

  const challenges = parseChallenges(
    first.headers.get('www-authenticate') ?? '',
  );
  const authorization = await authorize(question, challenges, signal);
  if ('refused' in authorization) {
    return { state: 'unverified', reason: authorization.refused };
  }
  const { header, lifetimeMs } = authorization;
  const second = await headManifest(question, header, signal);
  if (second.status !== 401) authorizations.set(key, header, lifetimeMs);
  return stateOf(second, registry);
}

function headManifest(
  { registry, reference }: Question,
  authorization: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const { repository, version } = reference;
  const url = `${registry.origin}/v2/${repository}/manifests/${version.value}`;
  return send(registry, url, {
    method: 'HEAD',
    headers: { accept: ACCEPT, ...(authorization && { authorization }) },
    signal,
  });
}

function stateOf(
  { status, headers }: Response,
  registry: Registry,
): ImageState {
  if (status === 200) {
    const digest = headers.get('docker-content-digest') ?? '';
    return { state: 'exists', ...(isDigest(digest) && { digest }) };
  }
  if (status === 404) return { state: 'missing' };
  return { state: 'unverified', reason: `${registry.host} answers ${status}` };
}

async function authorize(
  question: Question,
  challenges: Challenge[],
  signal: AbortSignal,
): Promise<Authorization> {
  const { host, credentials } = question.registry;
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer) return fetchToken(question, bearer, signal);
  if (credentials && challenges.some(({ scheme }) => scheme === 'basic')) {
    const lifetimeMs = TOKEN_LIFETIME_S * 1000;
    return { header: basic(credentials), lifetimeMs };
  }
  return {
    refused: credentials
      ? `${host} offers no way to sign in that is known here`
      : `${host} wants credentials, and none are configured`,
  };
}

async function fetchToken(
  { registry, reference, isListed }: Question,
  challenge: Challenge,
  signal: AbortSignal,
): Promise<Authorization> {
  const { host, credentials } = registry;
  const address = tokenAddress(challenge, reference.repository);
  if (!address) return { refused: `${host} names no token service` };
  if (!mayAskRealm(address, registry, isListed)) {
    return {
      refused: `${host} sends to the token service ${address.origin}, which is neither listed nor of the same site`,
    };
  }
  const response = await send(registry, address.href, {
    headers: credentials ? { authorization: basic(credentials) } : {},
    signal,
  });
  if (!response.ok) {
    await response.body?.cancel();
    const refused = `the token service of ${host} answers ${response.status}`;
    return { refused };
  }
  const body = await answerOf(registry, () => response.json());
  const token = textAt(body, 'token') ?? textAt(body, 'access_token');
  if (!token) return { refused: `the token service of ${host} gives no token` };
  const lifetime = numberAt(body, 'expires_in') ?? TOKEN_LIFETIME_S;
  return { header: `Bearer ${token}`, lifetimeMs: lifetime * 1000 };
}

function basic({ username, password }: { username: string; password: string }) {
  const text = Buffer.from(`${username}:${password}`).toString('base64');
  return `Basic ${text}`;
}

/** Redirects are answers like any other: they could lead anywhere. */
function send(
  registry: Registry,
  url: string,
  init: RequestInit,
): Promise<Response> {
  return answerOf(registry, () => fetch(url, { ...init, redirect: 'manual' }));
}

async function answerOf<T>(
  { host }: Registry,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const timedOut = textAt(error, 'name') === 'TimeoutError';
    const message = timedOut
      ? `${host} did not answer within ${TIMEOUT_MS / 1000} s`
      : `${host} cannot be asked (${causeOf(error)})`;
    throw new RegistryUnreachableError(host, message, error);
  }
}

/** `fetch` hides what happened in the cause. */
function causeOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return textAt(cause, 'code') ?? textAt(cause, 'message') ?? String(error);
}
