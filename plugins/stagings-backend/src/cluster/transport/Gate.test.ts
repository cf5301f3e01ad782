import { Gate } from './Gate';

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
  const second = gate.run(async () => 'second', abort.signal);
  const third = gate.run(async () => 'third');
  abort.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  first.release();
  await running;
  expect(await third).toBe('third');
  expect(await gate.run(async () => 'fourth')).toBe('fourth');
});

it('goes on after a task that fails', async () => {
  const gate = new Gate(1);
  const failing = gate.run(() => Promise.reject(new Error('no')));
  const next = gate.run(async () => 'next');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('next');
});
