import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../Bench';
import { createMany } from '../createMany';
import { Finding } from '../findings';
import { Session } from '../session';
import { median, now } from '../statistics';

const WARM_UP = 20;
const QUIET_MS = 15_000;
const READS = 20;
const MEGABYTE = 1024 * 1024;

/** The list of a thousand stagings, and the memory that they take. */
export async function measureMany(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  const { many } = bench.options;
  await createMany(bench, session, WARM_UP);
  const before = await restingMemory(session);
  await createMany(bench, session, many - WARM_UP);
  const { time, bytes } = await readList(session, many);
  const after = await restingMemory(session);
  const grown = (what: 'rss' | 'heapUsed') =>
    Math.max(0, after[what] - before[what]) / MEGABYTE;
  return [
    {
      measure: `${many} stagings: listed in`,
      value: time,
      unit: 'ms',
      atMost: 100,
    },
    {
      measure: `${many} stagings: size of a row`,
      value: bytes / many,
      unit: 'bytes',
      atMost: 1_000,
    },
    {
      measure: `${many} stagings of ten objects: more memory (resident)`,
      value: grown('rss'),
      unit: 'MB',
      atMost: 100,
    },
    {
      measure: `${many} stagings of ten objects: more memory (heap)`,
      value: grown('heapUsed'),
      unit: 'MB',
    },
  ];
}

async function restingMemory(session: Session) {
  await sleep(QUIET_MS);
  return session.memory();
}

async function readList(
  session: Session,
  count: number,
): Promise<{ time: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let read = 0; read < READS; read++) {
    const since = now();
    const text = await session.read(`/v1/stagings?limit=${count}`);
    times.push(now() - since);
    const { items } = JSON.parse(text) as { items: object[] };
    if (items.length !== count) throw new Error(`${items.length} are listed`);
    bytes = Buffer.byteLength(text);
  }
  return { time: median(times), bytes };
}
