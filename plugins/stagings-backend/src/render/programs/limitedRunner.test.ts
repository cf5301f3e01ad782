import { limitedRunner, programSlots } from './limitedRunner';
import { ProgramCall, ProgramResult } from './runProgram';

const RESULT: ProgramResult = { exitCode: 0, stdout: '', stderr: '' };

function call(path: string, signal?: AbortSignal): ProgramCall {
  return { path, args: [], env: {}, timeout: 1, maxOutput: 1, signal };
}

/** Programs that run until they are told to end. */
class Programs {
  readonly running = new Map<string, () => void>();

  run = ({ path }: ProgramCall) =>
    new Promise<ProgramResult>(resolve =>
      this.running.set(path, () => {
        this.running.delete(path);
        resolve(RESULT);
      }),
    );
}

const settled = () => new Promise(resolve => setImmediate(resolve));

it.each([
  [1, 2],
  [3, 3],
  [64, 4],
])('on %i processors runs %i programs at once', (processors, slots) => {
  expect(programSlots(processors)).toBe(slots);
});

it('runs no more than that, and the others in order', async () => {
  const programs = new Programs();
  const run = limitedRunner(2, programs.run);
  const all = ['a', 'b', 'c', 'd'].map(path => run(call(path)));
  await settled();
  expect([...programs.running.keys()]).toEqual(['a', 'b']);
  programs.running.get('b')?.();
  await settled();
  expect([...programs.running.keys()]).toEqual(['a', 'c']);
  programs.running.get('a')?.();
  await settled();
  for (const end of programs.running.values()) end();
  expect(await Promise.all(all)).toEqual([RESULT, RESULT, RESULT, RESULT]);
});

it('lets one go that gives up while it waits', async () => {
  const programs = new Programs();
  const run = limitedRunner(1, programs.run);
  const first = run(call('a'));
  const controller = new AbortController();
  const second = run(call('b', controller.signal));
  const third = run(call('c'));
  controller.abort(new Error('stopped'));
  await expect(second).rejects.toThrow('stopped');
  programs.running.get('a')?.();
  await first;
  await settled();
  expect([...programs.running.keys()]).toEqual(['c']);
  programs.running.get('c')?.();
  await third;
});

it('goes on after a program that failed', async () => {
  const run = limitedRunner(1, async ({ path }) => {
    if (path === 'bad') throw new Error('broken');
    return RESULT;
  });
  await expect(run(call('bad'))).rejects.toThrow('broken');
  await expect(run(call('good'))).resolves.toBe(RESULT);
});
