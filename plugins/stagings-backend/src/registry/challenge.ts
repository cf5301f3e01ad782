import { isIP } from 'node:net';
import { Registry } from './registries';

/** One way to authenticate that a server offers. */
export interface Challenge {
  /** Lower case, for example `bearer`. */
  scheme: string;
  parameters: Readonly<Record<string, string>>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const PARAMETER = new RegExp(
  `^(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*,?\\s*`,
);
const SCHEME = new RegExp(`^(${TOKEN})(?:\\s+|\\s*,\\s*|$)`);

/** Reads a `WWW-Authenticate` header (RFC 9110, 11.6.1). What cannot be read ends the list. */
export function parseChallenges(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  let rest = header.trim();
  for (;;) {
    const scheme = SCHEME.exec(rest);
    if (!scheme?.[1]) return challenges;
    rest = rest.slice(scheme[0].length);
    const parameters: Record<string, string> = {};
    for (;;) {
      const parameter = PARAMETER.exec(rest);
      if (!parameter?.[1]) break;
      const [all, name, quoted, plain] = parameter;
      parameters[name.toLowerCase()] =
        quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '';
      rest = rest.slice(all.length);
    }
    challenges.push({ scheme: scheme[1].toLowerCase(), parameters });
  }
}

/**
 * Where to get a token to pull from one repository. The scope is ours, not the one that the server asks for:
 * no more than pulling is ever wanted.
 *
 * @returns undefined where the challenge names no address
 */
export function tokenAddress(
  { parameters }: Challenge,
  repository: string,
): URL | undefined {
  const { realm, service } = parameters;
  if (realm === undefined || !URL.canParse(realm)) return undefined;
  const address = new URL(realm);
  if (service !== undefined) address.searchParams.set('service', service);
  address.searchParams.set('scope', `repository:${repository}:pull`);
  return address;
}

/**
 * Whether a registry's token service may be asked, and be given the registry's credentials: by https, where
 * its host is listed or of the registry's site; else only the very address of the registry.
 *
 * @param isListed - whether a host, with its port, is one of the configured registries
 */
export function mayAskRealm(
  realm: URL,
  registry: Registry,
  isListed: (host: string) => boolean,
): boolean {
  const origin = new URL(registry.origin);
  if (realm.origin === origin.origin) return true;
  return (
    realm.protocol === 'https:' &&
    (isListed(realm.host) || isSameSite(realm.hostname, origin.hostname))
  );
}

/** Whether a host is the other one, or stands beside or below it: `auth.a.example` for `registry.a.example`. */
function isSameSite(host: string, registryHost: string): boolean {
  if (host === registryHost) return true;
  if (isIP(registryHost) !== 0 || registryHost.startsWith('[')) return false;
  const parent = registryHost.slice(registryHost.indexOf('.') + 1);
  return (
    host.endsWith(`.${registryHost}`) ||
    (parent.includes('.') && (host === parent || host.endsWith(`.${parent}`)))
  );
}
