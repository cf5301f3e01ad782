import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../Bench';
import { deployByHelm, deployStaging } from '../deployers';
import { Finding } from '../findings';
import { operationTimes, Session, untilRunning } from '../session';
import { median, now } from '../statistics';

const QUIET_MS = 1_000;
const COLLECTIONS = [
  '/api/v1/configmaps',
  '/api/v1/secrets',
  '/api/v1/services',
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/statefulsets',
  '/apis/networking.k8s.io/v1/ingresses',
];

/** What is deployed is deployed again, without any change. */
export async function measureRedeploy(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  const namespace = bench.newNamespace();
  await deployByHelm(bench, namespace);
  const staging = await deployStaging(bench, session);
  await sleep(QUIET_MS);
  const before = await bench.api.versions(staging.namespace, COLLECTIONS);
  const rounds: { helm: number; staging: number }[] = [];
  for (let count = 0; count <= bench.options.rounds; count++) {
    const helm = await deployByHelm(bench, namespace);
    await sleep(QUIET_MS);
    rounds.push({
      helm: helm.total,
      staging: await redeploy(session, staging),
    });
    await sleep(QUIET_MS);
  }
  const after = await bench.api.versions(staging.namespace, COLLECTIONS);
  // The first round warms up.
  const counted = rounds.slice(1);
  return [
    {
      measure: 'redeploy without a change: helm upgrade',
      value: median(counted.map(round => round.helm)),
      unit: 'ms',
    },
    {
      measure: 'redeploy without a change: staging',
      value: median(counted.map(round => round.staging)),
      unit: 'ms',
    },
    {
      measure: 'redeploy without a change: to helm',
      value: median(counted.map(round => round.staging / round.helm)),
      unit: '',
      atMost: 0.3,
    },
    {
      measure: 'redeploy without a change: objects written',
      value: changed(before, after),
      unit: '',
      atMost: 0,
    },
  ];
}

async function redeploy(
  session: Session,
  staging: { id: string; name: string },
): Promise<number> {
  await session.client.command(staging.id, 'redeploy');
  const since = now();
  await sleep(QUIET_MS);
  await untilRunning(session, [staging.id]);
  const { appliedAt } = await operationTimes(session, staging);
  return appliedAt - since;
}

function changed(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): number {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter(key => before.get(key) !== after.get(key)).length;
}
