import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The program that breaks the control plane of `KUBECONFIG`: `kill-apiserver`, `pause-apiserver 10` and so on. */
const program = process.env.E2E_FAULT;

/** Why tests that break the control plane are skipped; false when they can run. */
export const cannotBreak = program
  ? false
  : 'needs a control plane that may be broken, and the program E2E_FAULT that does it';

/** Ends when the fault does; a restart when the API server is ready again. */
export async function breakControlPlane(...words: string[]): Promise<void> {
  if (!program) throw new Error('E2E_FAULT is not set');
  await run(program, words);
}
