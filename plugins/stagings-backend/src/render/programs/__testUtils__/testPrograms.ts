import { execFileSync } from 'node:child_process';
import { delimiter, dirname, resolve } from 'node:path';
import { ProgramFinder } from '../ProgramFinder';

const SCRIPT = resolve(
  __dirname,
  '../../../../../../examples/portal/scripts/programs.mjs',
);

/**
 * Finds the real programs for tests: those that the repository brings on linux x64, else those on PATH. Without
 * any, tests that render charts fail rather than being skipped.
 */
export function testPrograms(): ProgramFinder {
  const output = execFileSync(process.execPath, [SCRIPT], { encoding: 'utf8' });
  const { helm }: { helm?: string } = JSON.parse(output);
  const folders = [helm && dirname(helm), process.env.PATH];
  return new ProgramFinder(
    {},
    { PATH: folders.filter(Boolean).join(delimiter) },
  );
}
