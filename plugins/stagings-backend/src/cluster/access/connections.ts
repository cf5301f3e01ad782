import { JsonValue } from '@backstage/types';
import path from 'node:path';
import { ClusterConfig } from '../../config/types';
import { ClusterConnection } from '../types';
import { cloudCredentials } from './cloudCredentials';
import { anonymous, Credentials, fixedToken, tokenFile } from './credentials';
import { kubeConfigCredentials } from './kubeConfigCredentials';
import { OpenKubeConfig } from './kubernetesClient';
import {
  PortalCluster,
  portalClusters,
  SERVICE_ACCOUNT_TOKEN,
  UnreadableCluster,
} from './portalClusters';
import {
  CLOUD_PROVIDERS,
  CloudProvider,
  OpenPortalStrategy,
} from './portalStrategies';

/** Where a pod finds its service account and its cluster. */
export interface PodEnvironment {
  /** `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT` are read. */
  variables: Record<string, string | undefined>;
  /** Folder with `token` and `ca.crt`. */
  serviceAccountFolder: string;
}

/** What the configuration says of clusters. */
export interface ClusterSettings {
  /** The raw `kubernetes` section of the portal's configuration. */
  kubernetes: JsonValue | undefined;
  /** `stagings.clusters` by cluster name. */
  clusters: Record<string, ClusterConfig | undefined>;
  pod: PodEnvironment;
  /** Asked only for clusters to which the portal signs in through a cloud. */
  openStrategy: OpenPortalStrategy;
  /** Asked only for clusters whose user is in a kubeconfig. */
  openKubeConfig: OpenKubeConfig;
}

/** Providers that sign in with the account of the person who looks. */
const OF_PERSONS = ['google', 'aks', 'oidc'];

/** What to do where the portal's way to sign in cannot be used. */
const INSTEAD = 'set serviceAccountToken or serviceAccountTokenFile instead';

/** A cluster that can be tried, or why it cannot. */
export type ClusterAccess =
  | { name: string; connection: ClusterConnection }
  | { name: string; problem: string };

/**
 * Joins the portal's clusters with the product's own credentials, one entry a name. A cluster with a problem
 * does not stop the others.
 */
export function clusterAccesses(settings: ClusterSettings): ClusterAccess[] {
  const byName = new Map<string, ClusterAccess>();
  for (const cluster of portalClusters(settings.kubernetes)) {
    byName.set(
      cluster.name,
      byName.has(cluster.name)
        ? duplicate(cluster.name)
        : accessOf(cluster, settings),
    );
  }
  for (const name of Object.keys(settings.clusters)) {
    if (!byName.has(name)) {
      byName.set(name, {
        name,
        problem: `stagings.clusters.${name} names a cluster that kubernetes.clusterLocatorMethods does not have; only its types config and localKubectlProxy are read, others need a backend module that adds access to the cluster`,
      });
    }
  }
  return [...byName.values()];
}

function duplicate(name: string): ClusterAccess {
  return {
    name,
    problem: `kubernetes.clusterLocatorMethods has several clusters of the name ${name}: rename one`,
  };
}

function accessOf(
  cluster: PortalCluster | UnreadableCluster,
  settings: ClusterSettings,
): ClusterAccess {
  const { clusters, pod } = settings;
  const { name } = cluster;
  if ('problem' in cluster) {
    return cluster;
  }
  const chosen = clusters[name]?.auth;
  switch (chosen?.type) {
    case undefined:
      return {
        name,
        problem: `stagings.clusters.${name}.auth is missing: set serviceAccountToken, serviceAccountTokenFile or kubeconfig to an account that may create and delete, or write inCluster or portal`,
      };
    case 'token':
      return connect(cluster, fixedToken(chosen.token));
    case 'tokenFile':
      return connect(cluster, tokenFile(name, chosen.path));
    case 'kubeconfig':
      return connect(
        cluster,
        kubeConfigCredentials(name, chosen, settings.openKubeConfig),
      );
    case 'inCluster':
      return inCluster(name, pod);
    case 'portal':
      return withPortalCredentials(cluster, settings);
    default:
      return unsupported(chosen);
  }
}

function connect(
  cluster: PortalCluster,
  credentials: Credentials,
): ClusterAccess {
  const { name, url, caData, caFile, skipTLSVerify } = cluster;
  return {
    name,
    connection: { name, url, caData, caFile, skipTLSVerify, ...credentials },
  };
}

function withPortalCredentials(
  cluster: PortalCluster,
  { pod, openStrategy }: ClusterSettings,
): ClusterAccess {
  const { name, authProvider, authMetadata } = cluster;
  if (authProvider === 'localKubectlProxy') {
    return connect(cluster, anonymous());
  }
  if (authProvider === 'serviceAccount') {
    const token = authMetadata[SERVICE_ACCOUNT_TOKEN];
    return token === undefined
      ? inCluster(name, pod)
      : connect(cluster, fixedToken(token));
  }
  return isCloudProvider(authProvider)
    ? connect(cluster, cloudCredentials(cluster, authProvider, openStrategy))
    : { name, problem: unusable(cluster) };
}

function isCloudProvider(authProvider: string): authProvider is CloudProvider {
  return CLOUD_PROVIDERS.some(provider => provider === authProvider);
}

function unusable({ name, authProvider }: PortalCluster): string {
  const setting = `stagings.clusters.${name}.auth is portal`;
  if (authProvider === '') {
    return `${setting}, but kubernetes.clusterLocatorMethods names no authProvider of the cluster: ${INSTEAD}`;
  }
  return OF_PERSONS.includes(authProvider)
    ? `${setting}, but with the authProvider ${authProvider} the portal signs in as the person who looks, and stagings are worked on when nobody does: ${INSTEAD}`
    : `${setting}, but the authProvider ${authProvider} is not known here: ${INSTEAD}, or add access to the cluster by a backend module`;
}

/** As in the portal, URL and certificate authority are those that every pod is given, not the configured ones. */
function inCluster(name: string, pod: PodEnvironment): ClusterAccess {
  const host = pod.variables.KUBERNETES_SERVICE_HOST;
  const port = pod.variables.KUBERNETES_SERVICE_PORT;
  if (!host || !port) {
    return {
      name,
      problem:
        'it is to be reached from inside, but the backend does not run in a pod of a cluster (KUBERNETES_SERVICE_HOST is not set)',
    };
  }
  const authority = host.includes(':') ? `[${host}]` : host;
  return {
    name,
    connection: {
      name,
      url: `https://${authority}:${port}`,
      caFile: path.join(pod.serviceAccountFolder, 'ca.crt'),
      skipTLSVerify: false,
      ...tokenFile(name, path.join(pod.serviceAccountFolder, 'token')),
    },
  };
}

function unsupported(auth: never): never {
  throw new Error(`Unknown kind of credentials: ${JSON.stringify(auth)}`);
}
