import { JsonObject, JsonValue } from '@backstage/types';

/** A cluster as the portal's `kubernetes` section describes it. */
export interface PortalCluster {
  name: string;
  url: string;
  /** For example `serviceAccount`, `aws`, `localKubectlProxy`. */
  authProvider: string;
  /** What the portal's strategies read, by annotation; the provider and the service account's token too. */
  authMetadata: Record<string, string>;
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
}

/** A cluster that the portal names, but that cannot be read. */
export interface UnreadableCluster {
  name: string;
  problem: string;
}

/** Key of the metadata under which the portal keeps a service account's token. */
export const SERVICE_ACCOUNT_TOKEN = 'serviceAccountToken';

const AUTH_PROVIDER_ANNOTATION = 'kubernetes.io/auth-provider';
/** Settings of a cluster that its metadata hold as well, and where. */
const METADATA_KEYS: Readonly<Record<string, string>> = {
  authProvider: AUTH_PROVIDER_ANNOTATION,
  serviceAccountToken: SERVICE_ACCOUNT_TOKEN,
  assumeRole: 'kubernetes.io/aws-assume-role',
  externalId: 'kubernetes.io/aws-external-id',
};

const LOCAL_PROXY: PortalCluster = {
  name: 'local',
  url: 'http://localhost:8001',
  authProvider: 'localKubectlProxy',
  authMetadata: { [AUTH_PROVIDER_ANNOTATION]: 'localKubectlProxy' },
  skipTLSVerify: true,
};

/**
 * Reads the clusters of `kubernetes.clusterLocatorMethods` of the types `config` and `localKubectlProxy`.
 * The portal exports no locator of its own; clusters of its other types are not seen.
 *
 * @param kubernetes - the raw `kubernetes` section; anything but an object, such as an empty key, has no clusters
 */
export function portalClusters(
  kubernetes: JsonValue | undefined,
): Array<PortalCluster | UnreadableCluster> {
  const methods = objectOf(kubernetes)?.clusterLocatorMethods;
  return arrayOf(methods).flatMap((entry, index) => {
    const method = objectOf(entry);
    switch (method?.type) {
      case 'localKubectlProxy':
        return [LOCAL_PROXY];
      case 'config':
        return arrayOf(method.clusters).map((cluster, position) =>
          readCluster(
            objectOf(cluster) ?? {},
            `kubernetes.clusterLocatorMethods[${index}].clusters[${position}]`,
          ),
        );
      default:
        return [];
    }
  });
}

function readCluster(
  raw: JsonObject,
  path: string,
): PortalCluster | UnreadableCluster {
  const name = textOf(raw.name) ?? path;
  const url = textOf(raw.url);
  if (url === undefined || !isHttpUrl(url)) {
    return {
      name,
      problem: `${path}.url must be the http or https address of its API server`,
    };
  }
  const authMetadata = authMetadataOf(raw);
  return {
    name,
    url,
    authProvider: authMetadata[AUTH_PROVIDER_ANNOTATION] ?? '',
    authMetadata,
    caData: textOf(raw.caData),
    caFile: textOf(raw.caFile),
    skipTLSVerify: raw.skipTLSVerify === true,
  };
}

/** As in the portal, the metadata win over the shorter keys. */
function authMetadataOf(raw: JsonObject): Record<string, string> {
  const short = Object.entries(METADATA_KEYS).map(
    ([key, annotation]) => [annotation, textOf(raw[key])] as const,
  );
  const long = Object.entries(objectOf(raw.authMetadata) ?? {}).map(
    ([annotation, value]) => [annotation, textOf(value)] as const,
  );
  return Object.fromEntries(
    [...short, ...long].filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

function isHttpUrl(text: string): boolean {
  return (
    URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
  );
}

function objectOf(value: JsonValue | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : undefined;
}

function arrayOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
