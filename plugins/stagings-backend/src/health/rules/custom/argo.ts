import { ResourceHealth } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../../../model/kubeObject';
import { textAt } from '../../../model/read';
import { ObjectHealth } from '../../types';
import { HEALTHY, notReady, notSeen, remark, suspended } from '../outcomes';

const BY_STATUS: Readonly<
  Record<string, Exclude<ResourceHealth, 'healthy' | 'suspended'>>
> = {
  Progressing: 'progressing',
  Degraded: 'degraded',
  Missing: 'missing',
  Unknown: 'unknown',
};

/** Health of an Argo CD Application: what Argo CD found, unless its last sync failed. */
export function argoApplicationHealth(application: KubeObject): ObjectHealth {
  const operation = textAt(application, 'status', 'operationState', 'phase');
  if (operation === 'Failed' || operation === 'Error') {
    return notReady(application, 'degraded', {
      reason: 'SyncFailed',
      message:
        textAt(application, 'status', 'operationState', 'message') ??
        `the last sync ended with ${operation}`,
    });
  }
  const status = textAt(application, 'status', 'health', 'status');
  if (status === undefined) return notSeen(application);
  if (status === 'Suspended') return suspended(application, 'suspended');
  if (status !== 'Healthy') {
    return notReady(application, BY_STATUS[status] ?? 'unknown', {
      reason: `Application${status}`,
      message:
        textAt(application, 'status', 'health', 'message') ??
        `Argo CD calls it ${status}`,
    });
  }
  return textAt(application, 'status', 'sync', 'status') === 'OutOfSync'
    ? remark(application, 'OutOfSync', 'differs from its source in git')
    : HEALTHY;
}
