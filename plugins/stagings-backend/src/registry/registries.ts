import { RegistryConfig } from '../config/types';
import { canonicalRegistry, DOCKER_HUB } from './reference';

/** A registry that may be asked. */
export interface Registry {
  /** As images name it, lower case. */
  host: string;
  /** Where its API answers: scheme, host and port. */
  origin: string;
  credentials?: RegistryConfig['credentials'];
}

/** The configured registries by the host that images name. */
export function registriesOf(
  configs: readonly RegistryConfig[],
): ReadonlyMap<string, Registry> {
  return new Map(
    configs.map(({ host, insecure, credentials }) => {
      const name = canonicalRegistry(host);
      const apiHost = name === DOCKER_HUB ? 'registry-1.docker.io' : name;
      const origin = `${insecure ? 'http' : 'https'}://${apiHost}`;
      return [name, { host: name, origin, credentials }];
    }),
  );
}
