import { JsonObject, JsonValue } from '@backstage/types';

/** A cluster as the portal's `kubernetes` section describes it. */
export interface PortalCluster {
  name: string;
  url: string;
  /** For example `serviceAccount`, `aws`, `localKubectlProxy`. */
  authProvider: string;
  serviceAccountToken?: string;
  caData?: string;
  caFile?: string;
  skipTLSVerify: boolean;
}

/** A cluster that the portal names, but that cannot be read. */
export interface UnreadableCluster {
  name: string;
  problem: string;
}

const AUTH_PROVIDER_ANNOTATION = 'kubernetes.io/auth-provider';
const LOCAL_PROXY: PortalCluster = {
  name: 'local',
  url: 'http://localhost:8001',
  authProvider: 'localKubectlProxy',
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
  return {
    name,
    url,
    authProvider: authProviderOf(raw),
    serviceAccountToken: textOf(raw.serviceAccountToken),
    caData: textOf(raw.caData),
    caFile: textOf(raw.caFile),
    skipTLSVerify: raw.skipTLSVerify === true,
  };
}

/** As in the portal, the metadata win over the shorter key. */
function authProviderOf(raw: JsonObject): string {
  const metadata = objectOf(raw.authMetadata);
  return (
    textOf(metadata?.[AUTH_PROVIDER_ANNOTATION]) ??
    textOf(raw.authProvider) ??
    ''
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
