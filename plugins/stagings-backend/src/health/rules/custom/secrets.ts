import { KubeObject } from '../../../model/kubeObject';
import { conditionOf } from '../../conditions';
import { ObjectHealth } from '../../types';
import { HEALTHY } from '../outcomes';
import { byCondition } from './condition';

/** Health of an ExternalSecret of the External Secrets operator. */
export function externalSecretHealth(secret: KubeObject): ObjectHealth {
  return byCondition(secret, 'Ready');
}

/** Health of a SealedSecret. Its controller may be set up to write no status. */
export function sealedSecretHealth(secret: KubeObject): ObjectHealth {
  return conditionOf(secret, 'Synced')
    ? byCondition(secret, 'Synced')
    : HEALTHY;
}
