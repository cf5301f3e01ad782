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
  const script = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(child.pid);
    setInterval(() => console.log('x'.repeat(1000)), 1);
  `;
  const pids: number[] = [];
  const spy = jest.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    pids.push(pid);
    spy.mockRestore();
    return process.kill(pid, signal);
  });
  await expect(node(script, { maxOutput: 5000 })).rejects.toMatchObject({
    problem: 'output',
  });
  const [group = 0] = pids;
  expect(group).toBeLessThan(0);
  await expect(untilGone(group)).resolves.toBe(true);
});

it('keeps the first 64 KiB of what it writes to standard error', async () => {
  const { stderr } = await node('process.stderr.write("x".repeat(200000))');
  expect(stderr).toHaveLength(64 * 1024);
});

async function untilGone(group: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      process.kill(group, 0);
    } catch {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return false;
}
