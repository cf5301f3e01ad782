import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgramError, runProgram } from '../programs/runProgram';
import { refuse } from './refused';

const TIMEOUT = 60_000;
const MAX_OUTPUT = 20 * 1024 * 1024;

/** One call of `kubectl kustomize`. */
export interface KustomizeCall {
  /** Path of the program. */
  kubectl: string;
  /** Existing folder, made for this call alone; also what kubectl has as home. */
  folder: string;
  /** Folder within that holds the sources. */
  tree: string;
  /** Path of the kustomization within the tree. */
  name: string;
  signal: AbortSignal;
}

/**
 * Builds a kustomization.
 *
 * @throws TerminalError with what kustomize says, or where it takes too long or writes too much
 */
export async function kustomizeBuild(call: KustomizeCall): Promise<string> {
  const env = kubectlEnvironment(call.folder);
  await mkdir(env.PATH);
  try {
    const { exitCode, stdout, stderr } = await runProgram({
      path: call.kubectl,
      args: ['kustomize', join(call.tree, call.name)],
      cwd: call.folder,
      env,
      timeout: TIMEOUT,
      maxOutput: MAX_OUTPUT,
      signal: call.signal,
    });
    if (exitCode === 0) return stdout;
    throw explainFailure(stderr.replaceAll(`${call.tree}/`, ''), call.name);
  } catch (error) {
    call.signal.throwIfAborted();
    if (!(error instanceof ProgramError)) throw error;
    throw refuse(
      'RenderFailed',
      `kubectl kustomize ${error.message}`,
      'Check the kustomization for very large output.',
      error,
    );
  }
}

/** PATH is an empty folder, so that there is no git; nothing listens where the proxy should be. */
function kubectlEnvironment(folder: string) {
  return {
    PATH: join(folder, 'bin'),
    HOME: folder,
    TMPDIR: folder,
    XDG_CONFIG_HOME: folder,
    KUBECONFIG: join(folder, 'kubeconfig'),
    HTTP_PROXY: 'http://127.0.0.1:9',
    HTTPS_PROXY: 'http://127.0.0.1:9',
  };
}

function explainFailure(stderr: string, name: string) {
  const text = stderr
    .replace(/^# Warning:.*$/gm, '')
    .replace(/^error: /m, '')
    .trim()
    .replace(/\s*\n\s*/g, ' ');
  return refuse(
    'RenderFailed',
    `kustomize cannot build ${name === '' ? 'the template' : name}: ${
      text === '' ? 'it ended with an error and said nothing' : text
    }`,
    'Correct the kustomization that the message names.',
  );
}
