import { execFile, execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = resolve(__dirname, '../../scripts/programs.mjs');

/** Starts helm and kubectl as a person would, for the cluster of a kubeconfig. */
export interface Programs {
  helm(...args: string[]): Promise<string>;
  kubectl(...args: string[]): Promise<string>;
}

/** The programs that the portal of the suite uses as well. */
export function findPrograms(kubeConfig: string): Programs {
  const paths: { helm?: string; kubectl?: string } = JSON.parse(
    execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8' }),
  );
  const call =
    (path: string) =>
    async (...args: string[]) => {
      const { stdout } = await run(path, args, {
        env: { ...process.env, KUBECONFIG: kubeConfig },
        maxBuffer: 20 * 1024 * 1024,
      });
      return stdout;
    };
  return {
    helm: call(paths.helm ?? 'helm'),
    kubectl: call(paths.kubectl ?? 'kubectl'),
  };
}
