import { setTimeout as sleep } from 'node:timers/promises';
import { Bench } from '../Bench';
import { deployStaging } from '../deployers';
import { Finding } from '../findings';
import { Pod } from '../KubeApi';
import { Session } from '../session';
import { median, now } from '../statistics';

const LOOK_EVERY_MS = 20;
const LIMIT_MS = 30_000;
const QUIET_MS = 500;

/** How long a change of a pod takes to be in the API's answer: it cannot pull its image, and then can again. */
export async function measurePodChanges(
  bench: Bench,
  session: Session,
): Promise<Finding[]> {
  const staging = await deployStaging(bench, session);
  const pods = await bench.api.pods(staging.namespace);
  const well = pods.find(({ metadata }) => metadata.name.includes('-web-'));
  if (!well) throw new Error(`${staging.name} has no pod`);
  const times: number[] = [];
  while (times.length < bench.options.changes) {
    for (const status of [broken(well), well.status]) {
      await sleep(QUIET_MS);
      const before = (await session.client.getStaging(staging.id)).status
        .health;
      await bench.api.patchStatus(well, status);
      times.push(await untilOther(session, staging.id, before));
    }
  }
  return [
    {
      measure: `pod's change to the API's answer: median of ${times.length}`,
      value: median(times),
      unit: 'ms',
      atMost: 1_000,
    },
    {
      measure: `pod's change to the API's answer: slowest of ${times.length}`,
      value: Math.max(...times),
      unit: 'ms',
    },
  ];
}

function broken({ status }: Pod): object {
  return {
    ...status,
    conditions: (status.conditions ?? []).map(condition =>
      ['Ready', 'ContainersReady'].includes(condition.type)
        ? { ...condition, status: 'False' }
        : condition,
    ),
    containerStatuses: (status.containerStatuses ?? []).map(container => ({
      ...container,
      ready: false,
      started: false,
      state: {
        running: null,
        waiting: { reason: 'ImagePullBackOff', message: 'not found' },
      },
    })),
  };
}

async function untilOther(
  { client }: Session,
  id: string,
  before: string,
): Promise<number> {
  const since = now();
  for (;;) {
    const { status } = await client.getStaging(id);
    if (status.health !== before) return now() - since;
    if (now() - since > LIMIT_MS) {
      throw new Error(`A pod has changed, but the staging stays ${before}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}
