import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../Bench';
import { CountingProxy } from '../countingProxy';
import { createMany } from '../createMany';
import { Finding } from '../findings';
import { Session } from '../session';

const QUIET_MS = 20_000;

/** What the API server is asked while stagings run and nothing happens. */
export async function measureIdle(
  bench: Bench,
  session: Session,
  proxy: CountingProxy,
): Promise<Finding[]> {
  const { stagings, seconds } = bench.options.idle;
  await createMany(bench, session, stagings);
  await sleep(QUIET_MS);
  proxy.take();
  await sleep(seconds * 1_000);
  const { list, watch, get, write } = proxy.take();
  const aMinute = (count: number) => (count * 60) / seconds;
  const what = `idle with ${stagings} stagings`;
  return [
    {
      measure: `${what}: list requests a minute`,
      value: aMinute(list),
      unit: '',
      atMost: 0,
    },
    {
      measure: `${what}: all requests a minute`,
      value: aMinute(list + watch + get + write),
      unit: '',
    },
  ];
}
