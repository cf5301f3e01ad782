import { KubeObject } from '../../model/kubeObject';
import { numberAt, textAt } from '../../model/read';
import { blame } from '../blame';
import { conditionIs } from '../conditions';
import {
  clusterText,
  explainObject,
  forEngineer,
  nameObject,
} from '../explain';
import { responsiblePods } from '../family';
import { HealthContext, ObjectHealth } from '../types';
import { podHealth } from './pod';
import { rollingOut } from './rollout';

function failedJob(
  job: KubeObject,
  message: string,
  context: HealthContext,
): ObjectHealth {
  const why = clusterText(message);
  const pod = responsiblePods(job, context.children ?? [])
    .map(child => podHealth(child, context, nameObject(job)))
    .find(({ health }) => health === 'degraded');
  return {
    health: 'degraded',
    explanation: pod?.explanation
      ? { ...pod.explanation, reason: 'JobFailed' }
      : explainObject(job, 'JobFailed', `${nameObject(job)} failed: ${why}`, {
          evidence: { event: why },
          hint: forEngineer('See its log.'),
        }),
  };
}

/** Health of a Job: well when it is complete, on its way before. */
export function jobHealth(
  job: KubeObject,
  context: HealthContext,
): ObjectHealth {
  const failed =
    conditionIs(job, 'Failed', 'True') ??
    conditionIs(job, 'FailureTarget', 'True');
  if (failed) {
    return {
      ...failedJob(job, failed.message, context),
      ...(failed.since !== undefined && { since: failed.since }),
    };
  }
  if (
    conditionIs(job, 'Complete', 'True') ||
    conditionIs(job, 'SuccessCriteriaMet', 'True')
  ) {
    return { health: 'healthy' };
  }
  if (conditionIs(job, 'Suspended', 'True')) {
    return {
      health: 'suspended',
      explanation: explainObject(
        job,
        'Suspended',
        `${nameObject(job)} is suspended`,
      ),
    };
  }
  const wanted = numberAt(job, 'spec', 'completions') ?? 1;
  const done = numberAt(job, 'status', 'succeeded') ?? 0;
  return (
    retrying(job, context) ??
    blame(
      job,
      rollingOut(job, `${done} of ${wanted} completed`),
      Math.min(1, wanted - done),
      context,
    )
  );
}

function isFailed(pod: KubeObject): boolean {
  return textAt(pod, 'status', 'phase') === 'Failed';
}

function isSucceeded(pod: KubeObject): boolean {
  return textAt(pod, 'status', 'phase') === 'Succeeded';
}

/** Between two tries: the last pod failed, and the Job has not given up. */
function retrying(
  job: KubeObject,
  context: HealthContext,
): ObjectHealth | undefined {
  const pods = responsiblePods(job, context.children ?? []);
  const [last] = pods.filter(isFailed);
  if (!last || !pods.every(pod => isFailed(pod) || isSucceeded(pod))) {
    return undefined;
  }
  const { explanation } = podHealth(last, context, nameObject(job));
  return (
    explanation && {
      health: 'progressing',
      explanation: {
        ...explanation,
        reason: 'JobRetrying',
        message: `${explanation.message}; it is tried again`,
      },
    }
  );
}
