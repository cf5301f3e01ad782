import { at, JsonObject } from '../model/json';
import { timestamp } from '../model/objects';
import { eventually } from '../testing/apiClient';
import { cronJob } from '../testing/manifests';
import { servers } from '../testing/servers';
import { conditionsOf, nameOf } from '../testing/views';
import { withNamespace } from '../testing/withNamespace';

const MINUTE_MS = 60_000;

/** A schedule of once an hour whose last time was some minutes ago. */
function hourly(minutesAgo: number) {
  const last = (Math.floor(Date.now() / MINUTE_MS) - minutesAgo) * MINUTE_MS;
  return { last, schedule: `${new Date(last).getUTCMinutes()} * * * *` };
}

const earlier = hourly(40);
const later = hourly(20);

/** How the Job of a time is called. */
const nameAt = (cronJobName: string, time: number) =>
  `${cronJobName}-${time / MINUTE_MS}`;

describe.each(servers)('$name', server => {
  const { core, batch, create, items, patch, eventuallyObject } = withNamespace(
    `pc-${process.pid}-cron`,
    server,
  );

  const jobsOf = (name: string) =>
    items(`${batch}/jobs?labelSelector=from%3D${name}`);
  const eventuallyJobs = (
    name: string,
    suit: (jobs: JsonObject[]) => boolean,
  ) => eventually(() => jobsOf(name), suit);
  const complete = (jobs: JsonObject[]) =>
    jobs.length > 0 && jobs.every(each => 'Complete' in conditionsOf(each));

  /** Makes a CronJob believe that it started its last Job so many hours ago. */
  const setBack = (name: string, hours: number) =>
    patch(`${batch}/cronjobs/${name}/status`, {
      status: {
        lastScheduleTime: timestamp(earlier.last - hours * 60 * MINUTE_MS),
      },
    });

  /** A changed schedule alone makes the controller wait for its next time. */
  const lookAgain = (name: string) =>
    patch(`${batch}/cronjobs/${name}`, {
      metadata: { annotations: { look: 'again' } },
    });

  it('starts a Job for the last of the times that it missed', async () => {
    await create(
      `${batch}/cronjobs`,
      cronJob('tick', earlier.schedule, 'tool:1'),
    );
    await setBack('tick', 3);
    const [started = {}] = await eventuallyJobs('tick', complete);
    const due = earlier.last;
    expect(nameOf(started)).toBe(nameAt('tick', due));
    expect(started.metadata).toMatchObject({
      annotations: {
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due),
      },
      ownerReferences: [{ kind: 'CronJob', name: 'tick', controller: true }],
    });
    const tick = await eventuallyObject(`${batch}/cronjobs/tick`, object =>
      Boolean(at(object, 'status', 'lastSuccessfulTime')),
    );
    expect(tick.status).toEqual({
      lastScheduleTime: timestamp(due),
      lastSuccessfulTime: at(started, 'status', 'completionTime'),
    });
    expect(await jobsOf('tick')).toHaveLength(1);
    const events = await eventually(
      () => items(`${core}/events?fieldSelector=involvedObject.name%3Dtick`),
      list => list.length >= 2,
    );
    expect(events.map(({ message }) => message).sort()).toEqual([
      `Created job ${String(nameOf(started))}`,
      `Saw completed job: ${String(nameOf(started))}, condition: Complete`,
    ]);
  });

  it('starts nothing while it is suspended, and what it missed afterwards', async () => {
    await create(
      `${batch}/cronjobs`,
      cronJob('rest', earlier.schedule, 'tool:1', { suspend: true }),
    );
    await setBack('rest', 2);
    await new Promise(done => setTimeout(done, 300));
    expect(await jobsOf('rest')).toEqual([]);
    await patch(`${batch}/cronjobs/rest`, { spec: { suspend: false } });
    expect(await eventuallyJobs('rest', complete)).toHaveLength(1);
  });

  it('lets a time go that is longer ago than the deadline for starting', async () => {
    await create(
      `${batch}/cronjobs`,
      cronJob('strict', earlier.schedule, 'tool:1', {
        startingDeadlineSeconds: 60,
      }),
    );
    await setBack('strict', 2);
    await new Promise(done => setTimeout(done, 300));
    expect(await jobsOf('strict')).toEqual([]);
  });

  it.each([
    ['Allow', ['earlier', 'later']],
    ['Forbid', ['earlier']],
    ['Replace', ['later']],
  ])(
    'with the concurrency policy %s runs %j when a time comes while a Job runs',
    async (concurrencyPolicy, expected) => {
      const name = `policy-${concurrencyPolicy.toLowerCase()}`;
      const names = { earlier, later };
      const wanted = Object.entries(names)
        .filter(([word]) => expected.includes(word))
        .map(([, { last }]) => nameAt(name, last));
      await create(
        `${batch}/cronjobs`,
        cronJob(name, earlier.schedule, 'missing:1', { concurrencyPolicy }),
      );
      await setBack(name, 1);
      await eventuallyObject(`${batch}/cronjobs/${name}`, object =>
        Boolean(at(object, 'status', 'active')),
      );
      await patch(`${batch}/cronjobs/${name}`, {
        spec: { schedule: later.schedule },
      });
      await lookAgain(name);
      const reason =
        concurrencyPolicy === 'Forbid'
          ? 'JobAlreadyActive'
          : 'SuccessfulCreate';
      const happenings = concurrencyPolicy === 'Forbid' ? 1 : 2;
      await eventually(
        () =>
          items(`${core}/events?fieldSelector=involvedObject.name%3D${name}`),
        list =>
          list.filter(event => event.reason === reason).length >= happenings,
      );
      const jobs = await eventuallyJobs(
        name,
        list => list.length === wanted.length,
      );
      expect(jobs.map(nameOf)).toEqual(wanted);
    },
  );
});
