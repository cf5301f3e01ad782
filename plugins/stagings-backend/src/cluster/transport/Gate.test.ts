import { Gate } from './Gate';

afterEach(() => jest.useRealTimers());

function held() {
  let release = () => {};
  const until = new Promise<void>(resolve => {
    release = resolve;
  });
  return { until, release };
}

it('lets so many in, and the others in the order in which they came', async () => {
  const gate = new Gate(2);
  const tasks = ['a', 'b', 'c', 'd'].map(name => ({ name, ...held() }));
  const begun: string[] = [];
  const runs = tasks.map(({ name, until }) =>
    gate.run(async () => {
      begun.push(name);
      await until;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual(['a', 'b']);
  tasks[1]!.release();
  await runs[1];
  expect(begun).toEqual(['a', 'b', 'c']);
  tasks.forEach(task => task.release());
  await Promise.all(runs);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

it('hands the place of one that gives up to the next', async () => {
  const gate = new Gate(1);
  const first = held();
  const running = gate.run(() => first.until);
  const abort = new AbortController();
  const second = gate.run(async () => 'second', {
    signal: abort.signal,
  });
  const third = gate.run(async () => 'third');
  abort.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  first.release();
  await running;
  expect(await third).toBe('third');
  expect(await gate.run(async () => 'fourth')).toBe('fourth');
});

/** Tasks that wait for one place, in the order in which they are let in. */
function lineUp(turns: Record<string, { yields: boolean }>) {
  const gate = new Gate(1);
  const first = held();
  gate.run(() => first.until);
  const begun: string[] = [];
  const runs = Object.entries(turns).map(([name, turn]) =>
    gate.run(async () => {
      begun.push(name);
    }, turn),
  );
  const letIn = async () => {
    first.release();
    await Promise.all(runs);
    return begun;
  };
  return letIn;
}

it('lets those that yield in after all others, in the order in which they came', async () => {
  const letIn = lineUp({
    a: { yields: true },
    b: { yields: true },
    c: { yields: false },
    d: { yields: false },
  });
  expect(await letIn()).toEqual(['c', 'd', 'a', 'b']);
});

it('lets in at once what yields where there is room', async () => {
  const gate = new Gate(1);
  expect(await gate.run(async () => 'alone', { yields: true })).toBe('alone');
});

it('lets nobody pass for longer than five seconds', async () => {
  jest.useFakeTimers();
  const letIn = lineUp({ a: { yields: true }, b: { yields: false } });
  jest.advanceTimersByTime(5_000);
  expect(await letIn()).toEqual(['a', 'b']);
});

it('goes on after a task that fails', async () => {
  const gate = new Gate(1);
  const failing = gate.run(() => Promise.reject(new Error('no')));
  const next = gate.run(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});
