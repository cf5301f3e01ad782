import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one job of helm, and the whole environment of helm there. */
export interface HelmFolder {
  folder: string;
  env: Record<string, string> & {
    HELM_REGISTRY_CONFIG: string;
    HELM_REPOSITORY_CONFIG: string;
  };
}

/** Does a job in an empty folder of its own, which is helm's home, cache and config, and is removed afterwards. */
export async function inHelmFolder<T>(
  work: (folder: HelmFolder) => Promise<T>,
): Promise<T> {
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'stagings-helm-')),
  );
  try {
    await mkdir(join(folder, 'plugins'));
    return await work({ folder, env: helmEnvironment(folder) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function helmEnvironment(folder: string): HelmFolder['env'] {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: folder,
    TMPDIR: folder,
    HELM_CACHE_HOME: join(folder, 'cache'),
    HELM_CONFIG_HOME: join(folder, 'config'),
    HELM_DATA_HOME: join(folder, 'data'),
    HELM_PLUGINS: join(folder, 'plugins'),
    HELM_NO_PLUGINS: '1',
    HELM_REGISTRY_CONFIG: join(folder, 'registry.json'),
    HELM_REPOSITORY_CONFIG: join(folder, 'repositories.yaml'),
    HELM_REPOSITORY_CACHE: join(folder, 'repository'),
    HELM_CONTENT_CACHE: join(folder, 'content'),
    KUBECONFIG: join(folder, 'kubeconfig'),
  };
}
