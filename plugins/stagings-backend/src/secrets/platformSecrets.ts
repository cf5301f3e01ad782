import { StagingsConfig } from '../config/types';

/** What the platform team's configuration holds that nobody may read. */
export function platformSecrets(
  config: Pick<StagingsConfig, 'clusters' | 'registries' | 'secrets'>,
): string[] {
  return [
    ...config.secrets.keys,
    ...config.registries.flatMap(({ credentials }) =>
      credentials
        ? [
            credentials.password,
            `${credentials.username}:${credentials.password}`,
          ]
        : [],
    ),
    ...Object.values(config.clusters).flatMap(({ auth }) =>
      auth?.type === 'token' ? [auth.token] : [],
    ),
  ];
}
