import { equal } from '../model/json';
import { K } from '../model/kinds';
import { Condition, Job, Pod, timestamp } from '../model/objects';
import { conditionOf } from './conditions';
import {
  Cluster,
  Controller,
  isAbout,
  keyOf,
  ownerKey,
  STATUS,
} from './controller';
import { createPod, deletePod, isReady, podsOf } from './podControl';

const COMPONENT = 'job-controller';

/** The pause after the first failed pod, in milliseconds; it doubles with each, to six minutes. */
const BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 360_000;

/** Whether the Job has completed or failed. */
export function isFinished({ status }: Job): boolean {
  return ['Complete', 'Failed'].some(
    type => conditionOf(status.conditions, type)?.status === 'True',
  );
}

/** Deletes a finished Job when its time is over; else says when that will be. */
function expire({ objects }: Cluster, job: Job): number | undefined {
  const { ttlSecondsAfterFinished } = job.spec;
  if (ttlSecondsAfterFinished === undefined) return undefined;
  const ended = ['Complete', 'Failed'].map(
    type => conditionOf(job.status.conditions, type)?.lastTransitionTime ?? '',
  );
  const end = Date.parse(ended.find(Boolean) ?? '');
  const left = end + ttlSecondsAfterFinished * 1000 - Date.now();
  if (left > 0) return left;
  const { namespace, name } = job.metadata;
  objects.delete(
    { kind: K.job, namespace, name },
    { propagationPolicy: 'Background' },
  );
  return undefined;
}

/** One look at an unfinished Job. */
class Run {
  private readonly pods: Pod[];
  private readonly succeeded: number;
  private readonly failures: Pod[];

  constructor(private readonly cluster: Cluster, private readonly job: Job) {
    this.pods = podsOf(cluster, job);
    this.succeeded = this.in('Succeeded').length;
    this.failures = this.in('Failed');
  }

  private in(phase: string) {
    return this.pods.filter(({ status }) => status.phase === phase);
  }

  private get active(): Pod[] {
    return this.pods.filter(
      ({ status, metadata }) =>
        status.phase !== 'Succeeded' &&
        status.phase !== 'Failed' &&
        !metadata.deletionTimestamp,
    );
  }

  go(): number | undefined {
    const { spec, status } = this.job;
    if (spec.suspend) {
      this.removeActive();
      this.report(
        [says('Suspended', 'JobSuspended', 'Job suspended')],
        undefined,
      );
      return undefined;
    }
    const startTime = status.startTime ?? timestamp();
    const end = this.outcome(startTime);
    if (end) {
      this.removeActive();
      this.report(end, startTime);
      return undefined;
    }
    const wait = this.create();
    this.report([], startTime);
    const deadline = spec.activeDeadlineSeconds;
    const left =
      deadline === undefined
        ? undefined
        : Date.parse(startTime) + deadline * 1000 - Date.now();
    return left === undefined ? wait : Math.min(left, wait ?? left);
  }

  private outcome(startTime: string): Condition[] | undefined {
    const { spec } = this.job;
    const wanted = spec.completions ?? 1;
    if (this.succeeded >= wanted) {
      const text = 'Reached expected number of succeeded pods';
      return ['SuccessCriteriaMet', 'Complete'].map(type =>
        says(type, 'CompletionsReached', text),
      );
    }
    const restarts = this.active.reduce(
      (sum, { status }) =>
        sum +
        (status.containerStatuses ?? []).reduce(
          (count, { restartCount }) => count + restartCount,
          0,
        ),
      0,
    );
    if (this.failures.length + restarts > spec.backoffLimit) {
      return failure(
        'BackoffLimitExceeded',
        'Job has reached the specified backoff limit',
      );
    }
    const deadline = spec.activeDeadlineSeconds;
    return deadline !== undefined &&
      Date.now() >= Date.parse(startTime) + deadline * 1000
      ? failure(
          'DeadlineExceeded',
          'Job was active longer than specified deadline',
        )
      : undefined;
  }

  /** Creates the missing pods; returns how long to wait where the backoff holds them. */
  private create(): number | undefined {
    const { spec } = this.job;
    const left = (spec.completions ?? 1) - this.succeeded;
    const missing = Math.min(spec.parallelism, left) - this.active.length;
    if (missing <= 0) return undefined;
    const wait = this.backoff();
    if (wait > 0) return wait;
    for (let i = 0; i < missing; i++)
      createPod(this.cluster, this.job, spec.template, COMPONENT);
    return undefined;
  }

  private backoff(): number {
    const count = this.failures.length;
    if (count === 0) return 0;
    const ends = this.failures.flatMap(({ status }) =>
      (status.containerStatuses ?? []).map(({ state }) =>
        Date.parse(state.terminated?.finishedAt ?? ''),
      ),
    );
    const pause = Math.min(LONGEST_BACKOFF_MS, BACKOFF_MS * 2 ** (count - 1));
    return this.cluster.clock.remaining(
      Math.max(...ends.filter(Number.isFinite)),
      pause,
    );
  }

  private removeActive() {
    for (const pod of this.active)
      deletePod(this.cluster, this.job, pod, COMPONENT);
  }

  private report(
    conditions: readonly Condition[],
    startTime: string | undefined,
  ) {
    const { namespace, name } = this.job.metadata;
    const fresh = podsOf(this.cluster, this.job);
    const active = fresh.filter(
      ({ status, metadata }) =>
        !['Succeeded', 'Failed'].includes(status.phase ?? '') &&
        !metadata.deletionTimestamp,
    );
    const complete = conditions.some(({ type }) => type === 'Complete');
    const known = this.job.status.conditions ?? [];
    const status: Job['status'] = {
      ...(conditions.length
        ? { conditions: keepTimes(known, conditions) }
        : {}),
      ...(startTime && { startTime }),
      ...(complete && { completionTime: timestamp() }),
      ...(active.length > 0 && { active: active.length }),
      ...(this.succeeded > 0 && { succeeded: this.succeeded }),
      ...(this.failures.length > 0 && { failed: this.failures.length }),
      terminating: fresh.filter(({ metadata }) => metadata.deletionTimestamp)
        .length,
      uncountedTerminatedPods: {},
      ready: active.filter(isReady).length,
    };
    if (equal(status, this.job.status)) return;
    this.cluster.objects.update(
      { kind: K.job, namespace, name },
      STATUS,
      live => ({ ...live, status }),
    );
    for (const { type, reason = '', message = '' } of conditions)
      this.tell(type, reason, message);
  }

  private tell(type: string, reason: string, message: string) {
    const { events } = this.cluster;
    if (type === 'Failed')
      events.record(this.job, {
        type: 'Warning',
        reason,
        message,
        component: COMPONENT,
      });
    if (type === 'Complete') {
      events.record(this.job, {
        type: 'Normal',
        reason: 'Completed',
        message: 'Job completed',
        component: COMPONENT,
      });
    }
  }
}

function keepTimes(
  known: readonly Condition[],
  next: readonly Condition[],
): Condition[] {
  return next.map(condition => conditionOf(known, condition.type) ?? condition);
}

function says(type: string, reason: string, message: string): Condition {
  const now = timestamp();
  return {
    type,
    status: 'True',
    lastProbeTime: now,
    lastTransitionTime: now,
    reason,
    message,
  };
}

function failure(reason: string, message: string) {
  return ['FailureTarget', 'Failed'].map(type => says(type, reason, message));
}

/** Runs Jobs to their completions or to their limit of failures. */
export function jobs(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.job))
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      return isAbout(event, K.pod) ? ownerKey(event.object, K.job) : [];
    },
    reconcile: ({ namespace, name }) => {
      const job = cluster.objects.store.get<Job>(K.job, namespace, name);
      if (!job || job.metadata.deletionTimestamp) return undefined;
      return isFinished(job)
        ? expire(cluster, job)
        : new Run(cluster, job).go();
    },
  };
}
