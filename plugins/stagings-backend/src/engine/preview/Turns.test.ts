import { ServiceUnavailableError } from '@backstage/errors';
import { Turns } from './Turns';

function deferred() {
  let end = () => {};
  const promise = new Promise<void>(resolve => {
    end = resolve;
  });
  return { promise, end };
}

const NEVER = new AbortController().signal;
const tick = () => new Promise(resolve => setImmediate(resolve));

it('runs as many as it may, the others in order, and turns the rest away', async () => {
  const turns = new Turns({ running: 1, waiting: 1 });
  const begun: string[] = [];
  const first = deferred();
  const running = turns.take(NEVER, () => {
    begun.push('first');
    return first.promise;
  });
  const waiting = turns.take(NEVER, async () => begun.push('second'));
  await expect(turns.take(NEVER, async () => {})).rejects.toThrow(
    ServiceUnavailableError,
  );
  await tick();
  expect(begun).toEqual(['first']);
  first.end();
  await Promise.all([running, waiting]);
  expect(begun).toEqual(['first', 'second']);
});

it('gives the place of one that does not want to wait any longer to others', async () => {
  const turns = new Turns({ running: 1, waiting: 1 });
  const first = deferred();
  const running = turns.take(NEVER, () => first.promise);
  const impatient = new AbortController();
  const left = turns.take(impatient.signal, async () => 'never');
  impatient.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  const next = turns.take(NEVER, async () => 'next');
  first.end();
  await running;
  await expect(next).resolves.toBe('next');
});

it('passes a failure on, and goes on', async () => {
  const turns = new Turns({ running: 1, waiting: 0 });
  await expect(
    turns.take(NEVER, async () => {
      throw new Error('failed');
    }),
  ).rejects.toThrow('failed');
  await expect(turns.take(NEVER, async () => 'next')).resolves.toBe('next');
});
