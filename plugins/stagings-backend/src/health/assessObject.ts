import { KubeObject } from '../model/kubeObject';
import { IGNORE_HEALTH_ANNOTATION } from '../model/labels';
import { kindKey } from '../model/podTemplate';
import { numberAt, timeAt } from '../model/read';
import { explainObject, forPlatform, nameObject } from './explain';
import { ruleFor } from './rules';
import { HealthContext, ObjectHealth } from './types';

/** An object that is being deleted for longer than this waits for somebody. */
const DELETION_WINDOW = 5 * 60_000;

function terminating(
  object: KubeObject,
  now: number,
): ObjectHealth | undefined {
  const since = timeAt(object, 'metadata', 'deletionTimestamp');
  if (since === undefined) return undefined;
  const name = nameObject(object);
  if (now - since < DELETION_WINDOW) {
    return {
      health: 'progressing',
      since,
      explanation: explainObject(
        object,
        'Terminating',
        `${name} is being deleted`,
      ),
    };
  }
  const finalizers = object.metadata.finalizers ?? [];
  return {
    health: 'degraded',
    since,
    explanation:
      finalizers.length > 0
        ? explainObject(
            object,
            'FinalizersPending',
            `${name} cannot be deleted: it waits for ${finalizers.join(', ')}`,
            {
              hint: forPlatform(
                'Check that the program which sets this finalizer still runs.',
              ),
            },
          )
        : explainObject(
            object,
            'DeletionStuck',
            `${name} is being deleted for more than 5 minutes`,
            { hint: forPlatform('Check that its node still answers.') },
          ),
  };
}

function unobserved(object: KubeObject): ObjectHealth | undefined {
  const observed = numberAt(object, 'status', 'observedGeneration');
  const { generation } = object.metadata;
  if (observed === undefined || generation === undefined) return undefined;
  return observed < generation ? notObserved(object) : undefined;
}

/** Health of an object of which nothing that is seen tells of its last change yet. */
export function notObserved(object: KubeObject): ObjectHealth {
  return {
    health: 'progressing',
    explanation: explainObject(
      object,
      'NotObserved',
      `${nameObject(object)} was changed, and the cluster has not acted yet`,
    ),
  };
}

/** Health of one object of any kind. */
export function assessObject(
  object: KubeObject,
  context: HealthContext,
): ObjectHealth {
  if (object.metadata.annotations?.[IGNORE_HEALTH_ANNOTATION] === 'true') {
    return { health: 'healthy' };
  }
  return (
    terminating(object, context.now) ??
    unobserved(object) ??
    ruleFor(kindKey(object), context.policy)(object, context)
  );
}
