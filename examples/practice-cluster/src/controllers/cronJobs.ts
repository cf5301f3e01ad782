import { CronTime } from 'cron';
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
      const due = cronJob.spec.suspend ? undefined : nextTime(cronJob);
      const started =
        due !== undefined && due <= Date.now()
          ? start(cluster, cronJob, own, due)
          : undefined;
      report(cluster, cronJob, started);
      const next = cronJob.spec.suspend
        ? undefined
        : nextTime(cronJob, Date.now());
      return next === undefined
        ? undefined
        : Math.max(100, next - Date.now() + 50);
    },
  };
}

function jobsOf({ objects }: Cluster, cronJob: CronJob): Job[] {
  return objects.store
    .list<Job>(K.job, cronJob.metadata.namespace)
    .filter(job => controllerOf(job)?.uid === cronJob.metadata.uid);
}

/** The first time of the schedule after the last start; undefined when the schedule cannot be read. */
function nextTime(
  { spec, status, metadata }: CronJob,
  after?: number,
): number | undefined {
  const from =
    after ?? Date.parse(status.lastScheduleTime ?? metadata.creationTimestamp);
  try {
    return new CronTime(spec.schedule, spec.timeZone ?? 'UTC')
      .getNextDateFrom(new Date(from), spec.timeZone ?? 'UTC')
      .toMillis();
  } catch {
    return undefined;
  }
}

/** Starts the Job of a time unless one is running that forbids it; returns the time. */
function start(
  { objects }: Cluster,
  cronJob: CronJob,
  own: readonly Job[],
  due: number,
): number | undefined {
  const running = own.filter(job => !isFinished(job));
  const { concurrencyPolicy, jobTemplate } = cronJob.spec;
  if (running.length && concurrencyPolicy === 'Forbid') return undefined;
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
  const { labels, annotations } = jobTemplate.metadata ?? {};
  objects.create(
    K.job,
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: jobName,
        namespace,
        ...(labels && { labels }),
        annotations: {
          ...annotations,
          'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due),
        },
        ownerReferences: [controlledBy(cronJob)],
      },
      spec: structuredClone(jobTemplate.spec),
    } as unknown as KubeObject,
    MANAGER,
  );
  return due;
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
