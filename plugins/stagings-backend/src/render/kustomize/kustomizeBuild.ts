import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RunProgram } from '../programs/limitedRunner';
import { ProgramError } from '../programs/runProgram';
import { RenderNote } from '../types';
import { refuse } from './refused';

const TIMEOUT = 60_000;
const MAX_OUTPUT = 20 * 1024 * 1024;

/** One call of `kubectl kustomize`. */
export interface KustomizeCall {
  /** Path of the program. */
  kubectl: string;
  run: RunProgram;
  /** Existing folder, made for this call alone; also what kubectl has as home. */
  folder: string;
  /** Folder within that holds the sources. */
  tree: string;
  /** Path of the kustomization within the tree. */
  name: string;
  signal: AbortSignal;
}

/** What kustomize printed, and what it warned of. */
export interface BuiltKustomization {
  output: string;
  notes: RenderNote[];
}

/**
 * Builds a kustomization.
 *
 * @throws TerminalError with what kustomize says, or where it takes too long or writes too much
 */
export async function kustomizeBuild(
  call: KustomizeCall,
): Promise<BuiltKustomization> {
  const env = kubectlEnvironment(call.folder);
  await mkdir(env.PATH);
  try {
    const { exitCode, stdout, stderr } = await call.run({
      path: call.kubectl,
      args: ['kustomize', join(call.tree, call.name)],
      cwd: call.folder,
      env,
      timeout: TIMEOUT,
      maxOutput: MAX_OUTPUT,
      signal: call.signal,
    });
    const said = stderr.replaceAll(`${call.tree}/`, '');
    if (exitCode === 0) return { output: stdout, notes: warningsIn(said) };
    throw explainFailure(said, call.name);
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

function warningsIn(stderr: string): RenderNote[] {
  const warnings = [...stderr.matchAll(/^# Warning: (.+)$/gm)].map(
    ([, text]) => text,
  );
  return [...new Set(warnings)].map(text => ({
    level: 'warning',
    message: `kustomize warns: ${text}`,
  }));
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
