import { Bench } from '../Bench';
import { createStaging, deployByHelm, deployStaging } from '../deployers';
import { Finding } from '../findings';
import {
  operationTimes,
  removeStagings,
  Session,
  untilRunning,
} from '../session';
import { now } from '../statistics';

/**
 * Many stagings at once, against loops of helm. One that does not count comes before them, as in the other
 * measures: the portal has been in use.
 */
export async function measureBurst(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  await deployStaging(bench, session);
  const stagings = await createAll(bench, session);
  await removeStagings(session);
  const helm = await loop(bench);
  await bench.cleanUp();
  const waiting = await loop(bench, '--wait');
  return [
    time(bench, 'stagings at once, applied', stagings.applied),
    time(bench, 'stagings at once, healthy', stagings.healthy),
    time(bench, 'times helm upgrade --install', helm),
    time(bench, 'times helm upgrade --install --wait', waiting),
    ratio(bench, 'applied, to the loop of helm', stagings.applied / helm, 0.4),
    ratio(
      bench,
      'healthy, to the loop with --wait',
      stagings.healthy / waiting,
      0.35,
    ),
  ];
}

async function createAll(
  bench: Bench,
  session: Session,
): Promise<{ applied: number; healthy: number }> {
  const since = now();
  const created = await Promise.all(
    Array.from({ length: bench.options.burst }, (_, index) =>
      createStaging(bench, session, index),
    ),
  );
  await untilRunning(
    session,
    created.map(({ id }) => id),
  );
  const times = await Promise.all(
    created.map(staging => operationTimes(session, staging)),
  );
  return {
    applied: Math.max(...times.map(({ appliedAt }) => appliedAt)) - since,
    healthy: Math.max(...times.map(({ endedAt }) => endedAt)) - since,
  };
}

async function loop(bench: Bench, ...more: string[]): Promise<number> {
  let total = 0;
  for (let count = 0; count < bench.options.burst; count++) {
    const deploy = await deployByHelm(bench, bench.newNamespace(), ...more);
    total += deploy.total;
  }
  return total;
}

function time({ options }: Bench, what: string, value: number): Finding {
  return { measure: `${options.burst} ${what}`, value, unit: 'ms' };
}

function ratio(
  { options }: Bench,
  what: string,
  value: number,
  atMost: number,
): Finding {
  return {
    measure: `${options.burst} at once: ${what}`,
    value,
    unit: '',
    atMost,
  };
}
