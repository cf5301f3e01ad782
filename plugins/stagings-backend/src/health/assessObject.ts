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
  const finalizers = object.metadata.finalizers ?? [];
  if (now - since < DELETION_WINDOW || finalizers.length === 0) {
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
  return {
    health: 'degraded',
    since,
    explanation: explainObject(
      object,
      'FinalizersPending',
      `${name} cannot be deleted: it waits for ${finalizers.join(', ')}`,
      {
        hint: forPlatform(
          'Check that the program which sets this finalizer still runs.',
        ),
      },
    ),
  };
}

function unobserved(object: KubeObject): ObjectHealth | undefined {
  const observed = numberAt(object, 'status', 'observedGeneration');
  const { generation } = object.metadata;
  if (observed === undefined || generation === undefined) return undefined;
  if (observed >= generation) return undefined;
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
    ruleFor(kindKey(object))(object, context)
  );
}
