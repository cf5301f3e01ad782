import { JsonObject } from '@backstage/types';
import { InventoryEntry } from './inventory';
import { describeObject, identityOf, KubeObject } from './kubeObject';
import { RESTART_ANNOTATION } from './labels';
import { textAt } from './read';

/** Kinds that replace their pods when their pod template changes. */
const RESTARTABLE_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Whether a restart can be asked of an object of an inventory. */
export function isRestartable({ group, kind, hook }: InventoryEntry): boolean {
  return group === 'apps' && RESTARTABLE_KINDS.includes(kind) && !hook;
}

/** Why a workload would not replace its pods although its template changes; undefined where it would. */
export function whyNotRestarted(workload: KubeObject): string | undefined {
  const name = describeObject(identityOf(workload));
  if (workload.spec?.paused === true) {
    return `${name} is paused, so it replaces no pods; resume it first`;
  }
  if (textAt(workload, 'spec', 'updateStrategy', 'type') === 'OnDelete') {
    return `${name} replaces a pod only when somebody deletes it (update strategy OnDelete); delete its pods to restart it`;
  }
  return undefined;
}

/** The operation that restarted a workload last, if any did. */
export function restartedBy(workload: KubeObject): string | undefined {
  return textAt(
    workload,
    'spec',
    'template',
    'metadata',
    'annotations',
    RESTART_ANNOTATION,
  );
}

/** The merge patch that makes a workload replace its pods, once an operation. */
export function restartPatch(operation: string): JsonObject {
  const annotations = { [RESTART_ANNOTATION]: operation };
  return { spec: { template: { metadata: { annotations } } } };
}
