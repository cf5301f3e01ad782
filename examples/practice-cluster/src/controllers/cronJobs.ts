import { equal } from '../model/json';
import { K } from '../model/kinds';
import {
  controlledBy,
  controllerOf,
  CronJob,
  Job,
  KubeObject,
  timestamp,
} from '../model/objects';
import { conditionOf } from './conditions';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  MANAGER,
  ownerKey,
  STATUS,
} from './controller';
import { isFinished } from './jobs';
import { readSchedule } from './schedule';

const COMPONENT = 'cronjob-controller';

/** Starts Jobs by schedule and keeps as many finished ones as asked. */
export function cronJobs(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.cronJob))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return isAbout(event, K.job) ? ownerKey(event.object, K.cronJob) : [];
    },
    reconcile: ({ namespace, name }) => {
      const cronJob = cluster.objects.store.get<CronJob>(
        K.cronJob,
        namespace,
        name,
      );
      if (!cronJob || cronJob.metadata.deletionTimestamp) return undefined;
      const own = jobsOf(cluster, cronJob);
      dropHistory(cluster, cronJob, own);
      const schedule = cronJob.spec.suspend
        ? undefined
        : readSchedule(cronJob.spec.schedule, cronJob.spec.timeZone);
      const now = Date.now();
      const due = schedule?.last(firstMoment(cronJob, now), now);
      const started =
        due === undefined ? undefined : start(cluster, cronJob, own, due);
      report(cluster, cronJob, started);
      return schedule && Math.max(100, schedule.next(now) - now + 50);
    },
  };
}

function jobsOf({ objects }: Cluster, cronJob: CronJob): Job[] {
  return objects.store
    .list<Job>(K.job, cronJob.metadata.namespace)
    .filter(job => controllerOf(job)?.uid === cronJob.metadata.uid);
}

/** Since when a time counts that nobody has started a Job for. */
function firstMoment({ spec, status, metadata }: CronJob, now: number): number {
  const last = Date.parse(
    status.lastScheduleTime ?? metadata.creationTimestamp,
  );
  return spec.startingDeadlineSeconds === undefined
    ? last
    : Math.max(last, now - spec.startingDeadlineSeconds * 1000);
}

/** Starts the Job of a time unless one is running that forbids it; returns the time. */
function start(
  { objects, events }: Cluster,
  cronJob: CronJob,
  own: readonly Job[],
  due: number,
): number | undefined {
  const running = own.filter(job => !isFinished(job));
  const { concurrencyPolicy } = cronJob.spec;
  if (running.length && concurrencyPolicy === 'Forbid') {
    events.record(cronJob, {
      type: 'Normal',
      reason: 'JobAlreadyActive',
      message:
        'Not starting job because prior execution is running and concurrency policy is Forbid',
      component: COMPONENT,
    });
    return undefined;
  }
  const { namespace, name } = cronJob.metadata;
  if (concurrencyPolicy === 'Replace') {
    for (const { metadata } of running) {
      objects.delete(
        { kind: K.job, namespace, name: metadata.name },
        { propagationPolicy: 'Background' },
      );
    }
  }
  const jobName = `${name}-${Math.floor(due / 60_000)}`;
  if (objects.store.get(K.job, namespace, jobName)) return due;
  objects.create(K.job, jobAt(cronJob, jobName, due), MANAGER);
  events.record(cronJob, {
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: `Created job ${jobName}`,
    component: COMPONENT,
  });
  return due;
}

function jobAt(cronJob: CronJob, name: string, due: number): KubeObject {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: cronJob.metadata.namespace,
      ...(metadata?.labels && { labels: metadata.labels }),
      annotations: {
        ...metadata?.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due),
      },
      ownerReferences: [controlledBy(cronJob)],
    },
    spec: structuredClone(spec),
  } as unknown as KubeObject;
}

function dropHistory(
  { objects }: Cluster,
  { spec, metadata }: CronJob,
  own: readonly Job[],
) {
  const limits = {
    Complete: spec.successfulJobsHistoryLimit,
    Failed: spec.failedJobsHistoryLimit,
  };
  for (const [type, limit] of Object.entries(limits)) {
    const ended = own
      .filter(
        job =>
          conditionOf(job.status.conditions, type) &&
          !job.metadata.deletionTimestamp,
      )
      .sort((a, b) =>
        a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
      );
    for (const { metadata: job } of ended.slice(
      0,
      Math.max(0, ended.length - limit),
    )) {
      const place = {
        kind: K.job,
        namespace: metadata.namespace,
        name: job.name,
      };
      objects.delete(place, { propagationPolicy: 'Background' });
    }
  }
}

function report(
  cluster: Cluster,
  { metadata, status }: CronJob,
  started: number | undefined,
) {
  const live = cluster.objects.store.get<CronJob>(
    K.cronJob,
    metadata.namespace,
    metadata.name,
  );
  if (!live) return;
  const own = jobsOf(cluster, live);
  const ends = own.flatMap(job => job.status.completionTime ?? []).sort();
  const lastSuccessfulTime = ends[ends.length - 1] ?? status.lastSuccessfulTime;
  const active = own
    .filter(job => !isFinished(job))
    .map(job => ({
      kind: 'Job',
      namespace: job.metadata.namespace,
      name: job.metadata.name,
      uid: job.metadata.uid,
      apiVersion: 'batch/v1',
    }));
  const lastScheduleTime =
    started === undefined ? status.lastScheduleTime : timestamp(started);
  const next: CronJob['status'] = {
    ...(active.length > 0 && { active }),
    ...(lastScheduleTime && { lastScheduleTime }),
    ...(lastSuccessfulTime && { lastSuccessfulTime }),
  };
  if (equal(next, live.status)) return;
  tellCompleted(cluster, live, own);
  const place = {
    kind: K.cronJob,
    namespace: metadata.namespace,
    name: metadata.name,
  };
  cluster.objects.update(place, STATUS, object => ({
    ...object,
    status: next,
  }));
}

/** Says which of the Jobs that were active have ended. */
function tellCompleted(
  { events }: Cluster,
  cronJob: CronJob,
  own: readonly Job[],
) {
  const active = (cronJob.status.active ?? []).map(({ uid }) => uid);
  for (const job of own) {
    if (!active.includes(job.metadata.uid) || !isFinished(job)) continue;
    const failed = conditionOf(job.status.conditions, 'Failed');
    events.record(cronJob, {
      type: 'Normal',
      reason: 'SawCompletedJob',
      message: `Saw completed job: ${job.metadata.name}, condition: ${
        failed ? 'Failed' : 'Complete'
      }`,
      component: COMPONENT,
    });
  }
}
