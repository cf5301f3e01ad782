import { KubeObject } from '../../model/kubeObject';
import { textAt } from '../../model/read';
import {
  clusterText,
  explainObject,
  forPlatform,
  nameObject,
} from '../explain';
import { eventsAbout, eventText } from '../family';
import { HealthContext, ObjectHealth } from '../types';

/** Health of a volume claim. */
export function persistentVolumeClaimHealth(
  claim: KubeObject,
  { events = [] }: HealthContext,
): ObjectHealth {
  const name = nameObject(claim);
  const phase = textAt(claim, 'status', 'phase');
  if (phase === 'Bound') return { health: 'healthy' };
  if (phase === 'Lost') {
    return {
      health: 'degraded',
      explanation: explainObject(
        claim,
        'VolumeLost',
        `The volume of ${name} is gone, and its data with it`,
        { hint: forPlatform('Restore the volume, or delete the claim.') },
      ),
    };
  }
  const last = eventsAbout([claim], events)[0];
  if (last?.reason === 'WaitForFirstConsumer') {
    return {
      health: 'healthy',
      explanation: explainObject(
        claim,
        'WaitForFirstConsumer',
        `${name} gets its volume with the first pod that uses it`,
      ),
    };
  }
  const text = last && clusterText(eventText(last));
  return {
    health: last?.reason === 'ProvisioningFailed' ? 'degraded' : 'progressing',
    explanation: explainObject(
      claim,
      'VolumePending',
      `${name} waits for its volume${text ? `: ${text}` : ''}`,
      {
        ...(text && { evidence: { event: text } }),
        hint: forPlatform('Check the StorageClass and its provisioner.'),
      },
    ),
  };
}

/** Health of a volume. */
export function persistentVolumeHealth(volume: KubeObject): ObjectHealth {
  if (textAt(volume, 'status', 'phase') !== 'Failed') {
    return { health: 'healthy' };
  }
  const why = clusterText(textAt(volume, 'status', 'message') ?? '');
  return {
    health: 'degraded',
    explanation: explainObject(
      volume,
      'VolumeFailed',
      `${nameObject(volume)} failed: ${why}`,
      { hint: forPlatform('Check the volume in its storage system.') },
    ),
  };
}
