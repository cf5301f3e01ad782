import { Bench } from '../Bench';
import { createStaging, deployByHelm, deployStaging } from '../deployers';
import { Finding } from '../findings';
import {
  operationTimes,
  removeStagings,
  Session,
  untilRunning,
} from '../session';
import { median, now } from '../statistics';

/** How long it takes to bring so many into the cluster, in milliseconds. */
interface Round {
  applied: number;
  healthy: number;
  /** The loops of helm, without and with `--wait`. */
  helm: number;
  waiting: number;
}

/**
 * Many stagings at once, against loops of helm. One that does not count comes before them, as in the other
 * measures: the portal has been in use.
 */
export async function measureBurst(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  await deployStaging(bench, session);
  const rounds: Round[] = [];
  while (rounds.length < bench.options.burstRounds) {
    rounds.push(await round(bench, session));
  }
  const middle = (value: (round: Round) => number) => median(rounds.map(value));
  const times: [what: string, value: (round: Round) => number][] = [
    ['stagings at once, applied', r => r.applied],
    ['stagings at once, healthy', r => r.healthy],
    ['times helm upgrade --install', r => r.helm],
    ['times helm upgrade --install --wait', r => r.waiting],
  ];
  const applied = middle(r => r.applied / r.helm);
  const healthy = middle(r => r.healthy / r.waiting);
  return [
    ...times.map(([what, value]) => time(bench, what, middle(value))),
    ratio(bench, 'applied, to the loop of helm', applied, 0.4),
    ratio(bench, 'healthy, to the loop with --wait', healthy, 0.35),
  ];
}

/** All three ways one after the other, so that load from outside meets all of them. */
async function round(bench: Bench, session: Session): Promise<Round> {
  const stagings = await createAll(bench, session);
  await removeStagings(session);
  const helm = await loop(bench);
  await bench.cleanUp();
  const waiting = await loop(bench, '--wait');
  await bench.cleanUp();
  return { ...stagings, helm, waiting };
}

async function createAll(
  bench: Bench,
  session: Session,
): Promise<Pick<Round, 'applied' | 'healthy'>> {
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
