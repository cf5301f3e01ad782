import { JsonObject } from '@backstage/types';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ProgramError,
  ProgramResult,
  runProgram,
} from '../programs/runProgram';
import { renderFailed } from '../renderFailed';
import { Capabilities } from '../types';

/** One call of `helm template`. */
export interface HelmTemplateCall {
  /** Path of the program. */
  helm: string;
  chart: string;
  releaseName: string;
  namespace: string;
  capabilities: Capabilities;
  values: JsonObject;
  overrides: JsonObject;
  signal: AbortSignal;
}

const TIMEOUT = 60_000;
const MAX_OUTPUT = 20 * 1024 * 1024;

/**
 * Runs `helm template` in an empty folder of its own that is its home, cache and config, and that is removed
 * afterwards. Values go in files, never in arguments.
 *
 * @throws TerminalError where it takes too long or writes too much
 */
export async function helmTemplate(
  call: HelmTemplateCall,
): Promise<ProgramResult> {
  const folder = await realpath(
    await mkdtemp(join(tmpdir(), 'stagings-helm-')),
  );
  try {
    await mkdir(join(folder, 'plugins'));
    const valueFiles = [
      await writeValues(join(folder, 'values.json'), call.values),
      await writeValues(join(folder, 'overrides.json'), call.overrides),
    ];
    const result = await runProgram({
      path: call.helm,
      args: helmArguments(call, valueFiles),
      cwd: folder,
      env: helmEnvironment(folder),
      timeout: TIMEOUT,
      maxOutput: MAX_OUTPUT,
      signal: call.signal,
    });
    return { ...result, stderr: result.stderr.replaceAll(`${folder}/`, '') };
  } catch (error) {
    call.signal.throwIfAborted();
    if (!(error instanceof ProgramError)) throw error;
    throw renderFailed(
      'RenderFailed',
      `helm template ${error.message}`,
      {
        text: 'Check the chart for loops and very large output.',
        audience: 'platform',
      },
      error,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function helmArguments(call: HelmTemplateCall, valueFiles: string[]): string[] {
  const { capabilities } = call;
  const operands = [
    call.releaseName,
    call.chart,
    call.namespace,
    capabilities.kubeVersion,
    ...capabilities.apiVersions,
  ];
  const option = operands.find(operand => operand.startsWith('-'));
  if (option !== undefined) {
    throw new TypeError(`"${option}" would be read as an option of helm`);
  }
  return [
    'template',
    call.releaseName,
    call.chart,
    '--namespace',
    call.namespace,
    '--include-crds',
    '--kube-version',
    capabilities.kubeVersion,
    ...capabilities.apiVersions.flatMap(version => ['--api-versions', version]),
    ...valueFiles.flatMap(file => ['--values', file]),
  ];
}

function helmEnvironment(folder: string): Record<string, string> {
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

/** Characters that YAML readers change or refuse when they stand unescaped in JSON. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

async function writeValues(path: string, values: JsonObject): Promise<string> {
  const json = JSON.stringify(values).replace(
    NOT_IN_YAML,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  await writeFile(path, json, { mode: 0o600 });
  return path;
}
