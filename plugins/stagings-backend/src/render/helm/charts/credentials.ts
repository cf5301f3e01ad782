import { RegistryConfig } from '../../../config/types';

/** What helm's job calls the one repository that it knows. */
export const REPOSITORY = 'source';

/** Under what the file of a registry client keeps the credentials of Docker Hub. */
const DOCKER_HUB = 'https://index.docker.io/v1/';

const DOCKER_HUB_HOSTS = [
  'docker.io',
  'index.docker.io',
  'registry-1.docker.io',
];

/** What is configured for a host; Docker Hub has several names. */
export function registryOf(
  host: string,
  registries: readonly RegistryConfig[],
): RegistryConfig | undefined {
  const names = DOCKER_HUB_HOSTS.includes(host) ? DOCKER_HUB_HOSTS : [host];
  return registries.find(registry => names.includes(registry.host));
}

/** The file in which helm finds how to sign in to a registry: https://docs.docker.com/reference/cli/docker/login/. */
export function registryFile(
  host: string,
  registry: RegistryConfig | undefined,
): string {
  const { credentials } = registry ?? {};
  if (!credentials) return JSON.stringify({ auths: {} });
  const { username, password } = credentials;
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const isHub = DOCKER_HUB_HOSTS.includes(host);
  return JSON.stringify({ auths: { [isHub ? DOCKER_HUB : host]: { auth } } });
}

/** What helm's `repositories.yaml` holds for one repository. */
export function repositoriesFile(
  url: string,
  registry: RegistryConfig | undefined,
) {
  return {
    apiVersion: '',
    repositories: [{ name: REPOSITORY, url, ...registry?.credentials }],
  };
}
