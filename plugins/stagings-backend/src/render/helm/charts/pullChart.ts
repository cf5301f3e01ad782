import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { RegistryConfig } from '../../../config/types';
import { RunProgram } from '../../programs/limitedRunner';
import { ProgramError, ProgramResult } from '../../programs/runProgram';
import { HelmFolder } from '../inHelmFolder';
import {
  registryFile,
  registryOf,
  repositoriesFile,
  REPOSITORY,
} from './credentials';
import { explainPull, pullStopped } from './explainPull';
import { RemoteChart } from './RemoteChart';

/** How helm is run, and what it may say who it is. */
export interface HelmAccess {
  /** Path of the program. */
  helm: string;
  run: RunProgram;
  registries: readonly RegistryConfig[];
}

/** The archive of a chart. */
export interface PulledArchive {
  file: string;
  /** Of the chart in a registry; a repository has none. */
  digest?: string;
}

const TIMEOUT = 60_000;
const MAX_OUTPUT = 1024 * 1024;

/** The backend's own way to the network, which pulls need and renders do not get. */
const NETWORK_VARIABLES = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/**
 * Pulls the archive of a chart into a folder. Credentials are in files there, never among the arguments, and go to
 * the host that they are for only.
 *
 * @throws TerminalError where chart or version do not exist or access is refused, WaitingError where the host
 * cannot be reached
 */
export async function pullChart(
  chart: RemoteChart,
  access: HelmAccess,
  { folder, env }: HelmFolder,
): Promise<PulledArchive> {
  const helm = async (...args: string[]): Promise<ProgramResult> => {
    try {
      const result = await access.run({
        path: access.helm,
        args,
        cwd: folder,
        env: { ...env, ...networkEnvironment() },
        timeout: TIMEOUT,
        maxOutput: MAX_OUTPUT,
      });
      if (result.exitCode === 0) return result;
      throw explainPull(`${result.stdout}\n${result.stderr}`, chart);
    } catch (error) {
      throw error instanceof ProgramError ? pullStopped(error, chart) : error;
    }
  };
  const { stdout, stderr } =
    chart.from === 'registry'
      ? await pullFromRegistry(chart, access.registries, env, helm)
      : await pullFromRepository(chart, access.registries, env, helm);
  const archive = (await readdir(folder)).find(name => name.endsWith('.tgz'));
  if (archive === undefined) throw explainPull(stderr, chart);
  const [, digest] =
    /^Digest: (sha256:[0-9a-f]{64})$/m.exec(`${stdout}\n${stderr}`) ?? [];
  return { file: join(folder, archive), ...(digest && { digest }) };
}

type Helm = (...args: string[]) => Promise<ProgramResult>;

async function pullFromRegistry(
  chart: Extract<RemoteChart, { from: 'registry' }>,
  registries: readonly RegistryConfig[],
  env: HelmFolder['env'],
  helm: Helm,
): Promise<ProgramResult> {
  const { reference, version, digest } = chart;
  const host = reference.slice(0, reference.indexOf('/'));
  const registry = registryOf(host, registries);
  await writeSecret(env.HELM_REGISTRY_CONFIG, registryFile(host, registry));
  return helm(
    'pull',
    `oci://${reference}${digest === undefined ? '' : `@${digest}`}`,
    ...(version === undefined ? [] : ['--version', version]),
    ...(registry?.insecure ? ['--plain-http'] : []),
  );
}

async function pullFromRepository(
  chart: Extract<RemoteChart, { from: 'repository' }>,
  registries: readonly RegistryConfig[],
  env: HelmFolder['env'],
  helm: Helm,
): Promise<ProgramResult> {
  const { host } = new URL(chart.url);
  const registry = registryOf(host, registries);
  await writeSecret(
    env.HELM_REPOSITORY_CONFIG,
    stringify(repositoriesFile(chart.url, registry)),
  );
  const update = await helm('repo', 'update');
  // Helm 3 says so, and ends as if all were well.
  if (update.stdout.includes('Unable to get an update')) {
    throw explainPull(update.stdout, chart);
  }
  return helm(
    'pull',
    `${REPOSITORY}/${chart.name}`,
    ...(chart.version === undefined ? [] : ['--version', chart.version]),
  );
}

async function writeSecret(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
}

function networkEnvironment(): Record<string, string> {
  return Object.fromEntries(
    NETWORK_VARIABLES.flatMap(name => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
