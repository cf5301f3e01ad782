import { KubeObject } from '../../../model/kubeObject';
import { conditionIs } from '../../conditions';
import { ObjectHealth } from '../../types';
import { notReady, saidBy } from '../outcomes';
import { byCondition } from './condition';

/** Health of a Certificate of cert-manager. While one is issued, Ready speaks of the one before. */
export function certificateHealth(certificate: KubeObject): ObjectHealth {
  const issuing = conditionIs(certificate, 'Issuing', 'True');
  return issuing
    ? notReady(certificate, 'progressing', saidBy(issuing))
    : byCondition(certificate, 'Ready');
}

/** Health of an Issuer or ClusterIssuer of cert-manager. */
export function issuerHealth(issuer: KubeObject): ObjectHealth {
  return byCondition(issuer, 'Ready');
}
