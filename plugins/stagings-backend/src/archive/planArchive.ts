import { JsonObject } from '@backstage/types';
import { KubeObject } from '../model/kubeObject';
import { freeCompute } from './freeCompute';
import { mergePatchBetween } from './mergePatchBetween';
import { recordScales } from './records';
import { toJson } from './toJson';

/** One write that archives an object. */
export type ArchiveAction =
  | { type: 'patch'; object: KubeObject; patch: JsonObject }
  /** Autoscalers, which would wake what is scaled to zero, and what cannot be scaled. */
  | { type: 'delete'; object: KubeObject };

/**
 * What is left to do to archive objects as they are in the cluster; empty once it is done. Deletes come
 * first.
 */
export function planArchive(live: readonly KubeObject[]): ArchiveAction[] {
  const patches: ArchiveAction[] = [];
  const deletes: ArchiveAction[] = [];
  for (const object of live) {
    const [record] = recordScales([object]);
    const archived = freeCompute(object, record);
    if (archived.fate === 'remove' && !object.metadata.deletionTimestamp) {
      deletes.push({ type: 'delete', object });
    }
    if (archived.fate !== 'apply') continue;
    const patch = mergePatchBetween(toJson(object), toJson(archived.object));
    if (patch) patches.push({ type: 'patch', object, patch });
  }
  return [...deletes, ...patches];
}
