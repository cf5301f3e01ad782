import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { ClusterConfigError, ClusterUnreachableError } from '../errors';
import { ClusterCredential } from '../types';
import { Credentials, keptFor } from './credentials';
import { PortalCluster } from './portalClusters';
import {
  CloudProvider,
  OpenPortalStrategy,
  PortalStrategy,
} from './portalStrategies';
import { firstLineOf } from './firstLineOf';

/**
 * Milliseconds for which a token is kept. EKS takes one for 15 minutes after it was signed; Google hands out
 * tokens that end in no less than 5 minutes; Azure's strategy keeps its token by itself.
 */
const LIFETIME: Readonly<Record<CloudProvider, number>> = {
  aws: 10 * 60_000,
  azure: 60_000,
  googleServiceAccount: 4 * 60_000,
};

/** Signs in as the portal does, with tokens of a cloud. */
export function cloudCredentials(
  cluster: PortalCluster,
  provider: CloudProvider,
  open: OpenPortalStrategy,
  now: () => number = Date.now,
): Credentials {
  let strategy: Promise<PortalStrategy> | undefined;
  const ask = async () => {
    strategy ??= load(cluster.name, provider, open);
    return fetchToken(cluster, provider, await strategy);
  };
  // A strategy that failed may go on failing: Azure's never forgets a failed request.
  const forget = () => {
    strategy = undefined;
  };
  return keptFor(LIFETIME[provider], ask, forget, now);
}

async function load(
  cluster: string,
  provider: CloudProvider,
  open: OpenPortalStrategy,
): Promise<PortalStrategy> {
  try {
    return await open(provider);
  } catch (error) {
    throw new ClusterConfigError(
      cluster,
      `the portal's way to sign in with ${provider} cannot be loaded, is @backstage/plugin-kubernetes-backend installed? ${firstLineOf(
        error,
      )}`,
    );
  }
}

async function fetchToken(
  cluster: PortalCluster,
  provider: CloudProvider,
  strategy: PortalStrategy,
): Promise<ClusterCredential> {
  let credential;
  try {
    credential = await strategy.getCredential(detailsOf(cluster), {});
  } catch (error) {
    throw new ClusterUnreachableError(
      cluster.name,
      'NO_CREDENTIAL',
      `${provider} gave no token for it: ${firstLineOf(error)}`,
      { cause: error },
    );
  }
  if (credential.type !== 'bearer token') {
    throw new ClusterConfigError(
      cluster.name,
      `the portal signs in there with ${credential.type}, which cannot be used`,
    );
  }
  return { token: credential.token };
}

function detailsOf(cluster: PortalCluster): ClusterDetails {
  const { name, url, authMetadata, caData, caFile, skipTLSVerify } = cluster;
  return { name, url, authMetadata, caData, caFile, skipTLSVerify };
}
