import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * A certificate by which a client signs in, and its key.
 * @public
 */
export interface ClientCertificate {
  /** PEM. */
  certificate: string;
  /** PEM. */
  key: string;
}

/**
 * What signs a request to a cluster: a token, a certificate or both; neither for an anonymous one.
 * @public
 */
export interface ClusterCredential {
  token?: string;
  clientCertificate?: ClientCertificate;
}

/**
 * Where a cluster is and how to sign in.
 * @public
 */
export interface ClusterConnection {
  name: string;
  /** May hold a base path. */
  url: string;
  /** PEM, in base64. */
  caData?: string;
  /** Path of a PEM file. */
  caFile?: string;
  skipTLSVerify: boolean;
  /** Asked before requests; may keep what it answers. */
  credential(): Promise<ClusterCredential>;
  /** Forgets what `credential` may have kept: the cluster refused it. */
  renew(): void;
}

/**
 * Access to one cluster that the configuration cannot express.
 * @public
 */
export interface ClusterAccessRegistration {
  /** Name of the cluster, as templates use it. */
  name: string;
  /** Called once, when the cluster is first used. */
  connect(): Omit<ClusterConnection, 'name' | 'skipTLSVerify'> &
    Partial<Pick<ClusterConnection, 'skipTLSVerify'>>;
}

/**
 * Takes access to clusters.
 * @public
 */
export interface StagingsClustersExtensionPoint {
  /**
   * Adds access to a cluster. It wins over `stagings.clusters.<name>.auth` and the portal's `kubernetes:`
   * section.
   * @throws Error where access to the cluster was added before, or the portal has started
   */
  addClusterAccess(registration: ClusterAccessRegistration): void;
}

/**
 * Where modules of the plugin `stagings` add access to clusters.
 * @public
 */
export const stagingsClustersExtensionPoint =
  createExtensionPoint<StagingsClustersExtensionPoint>({
    id: 'stagings.clusters',
  });
