import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import type { AuthenticationStrategy } from '@backstage/plugin-kubernetes-node';

/** The portal's `authProvider`s that ask a cloud for a token, and need no person for it. */
export const CLOUD_PROVIDERS = [
  'aws',
  'azure',
  'googleServiceAccount',
] as const;

export type CloudProvider = (typeof CLOUD_PROVIDERS)[number];

/** How the portal signs in with one provider. */
export type PortalStrategy = Pick<AuthenticationStrategy, 'getCredential'>;

/**
 * Makes a new strategy of the portal's; it may keep tokens.
 * @throws Error when the portal's Kubernetes plugin is not installed
 */
export type OpenPortalStrategy = (
  provider: CloudProvider,
) => Promise<PortalStrategy>;

/** The package brings the libraries of three clouds, so it is loaded only when a cluster needs it. */
export function portalStrategies(
  config: Config,
  logger: LoggerService,
): OpenPortalStrategy {
  return async provider => {
    const portal = await import('@backstage/plugin-kubernetes-backend');
    switch (provider) {
      case 'aws':
        return new portal.AwsIamStrategy({ config });
      case 'azure':
        return new portal.AzureIdentityStrategy(logger);
      case 'googleServiceAccount':
        return new portal.GoogleServiceAccountStrategy({ config });
      default:
        return unknownProvider(provider);
    }
  };
}

function unknownProvider(provider: never): never {
  throw new Error(`Unknown cloud: ${provider}`);
}
