import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilGone } from './__testUtils__/untilGone';
import { ProgramCall, runProgram } from './runProgram';

function node(script: string, changes: Partial<ProgramCall> = {}) {
  return runProgram({
    path: process.execPath,
    args: ['-e', script],
    env: { GREETING: 'hello' },
    timeout: 10_000,
    maxOutput: 1024 * 1024,
    ...changes,
  });
}

it('gives output, errors and exit code, with only the given environment', async () => {
  process.env.NOT_FOR_PROGRAMS = 'x';
  const result = await node(
    'console.log(process.env.GREETING, process.env.NOT_FOR_PROGRAMS); console.error("e"); process.exitCode = 3',
  );
  delete process.env.NOT_FOR_PROGRAMS;
  expect(result).toEqual({
    exitCode: 3,
    stdout: 'hello undefined\n',
    stderr: 'e\n',
  });
});

it.each<[string, string, Partial<ProgramCall>, object]>([
  [
    'runs too long',
    'setInterval(() => {}, 1000)',
    { timeout: 300 },
    { problem: 'timeout' },
  ],
  [
    'writes too much',
    'setInterval(() => console.log("x".repeat(1000)), 1)',
    { maxOutput: 5000 },
    { problem: 'output', message: 'wrote more than 5000 bytes' },
  ],
  ['is not there', '', { path: '/nowhere/at/all' }, { problem: 'not-started' }],
  [
    'is killed',
    'process.kill(process.pid, "SIGKILL")',
    {},
    { problem: 'killed' },
  ],
  [
    'is aborted before',
    '',
    { signal: AbortSignal.abort() },
    { problem: 'aborted' },
  ],
  [
    'is aborted meanwhile',
    'setInterval(() => {}, 1000)',
    { signal: AbortSignal.timeout(200) },
    { problem: 'aborted' },
  ],
])('fails where the program %s', async (_, script, changes, error) => {
  await expect(node(script, changes)).rejects.toMatchObject(error);
});

it('ends what the program started too', async () => {
  const pidFile = join(mkdtempSync(join(tmpdir(), 'programs-')), 'pid');
  const script = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(child.pid));
    setInterval(() => console.log('x'.repeat(1000)), 1);
  `;
  await expect(node(script, { maxOutput: 5000 })).rejects.toMatchObject({
    problem: 'output',
  });
  const pid = Number(readFileSync(pidFile, 'utf8'));
  await expect(untilGone(pid)).resolves.toBe(true);
});

it('says so where the arguments are none that a program can have', async () => {
  await expect(node('a\0b')).rejects.toMatchObject({ problem: 'not-started' });
  await expect(node('')).resolves.toMatchObject({ exitCode: 0 });
});

it('keeps the first 64 KiB of what it writes to standard error', async () => {
  const { stderr } = await node('process.stderr.write("x".repeat(200000))');
  expect(stderr).toHaveLength(64 * 1024);
});
