import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { refOf } from '../apply/ownership';
import { listPods } from '../live/liveObjects';
import { Workspace } from '../Workspace';

/** A hook as the cluster has it, with the pods that it made, the newest first. */
export interface LiveHook {
  object: KubeObject;
  pods: KubeObject[];
}

/** Undefined where the hook is not in the cluster. */
export async function readHook(
  { staging, context }: Workspace,
  client: ClusterClient,
  hook: KubeObject,
): Promise<LiveHook | undefined> {
  const object = await client.get(refOf(hook));
  if (!object) return undefined;
  if (object.kind !== 'Job') return { object, pods: [] };
  const { uid } = object.metadata;
  const pods = await listPods(client, staging, context.installation);
  return {
    object,
    pods: pods
      .filter(({ metadata }) =>
        metadata.ownerReferences?.some(owner => owner.uid === uid),
      )
      .sort((one, other) => createdAt(other).localeCompare(createdAt(one))),
  };
}

function createdAt({ metadata }: KubeObject): string {
  return metadata.creationTimestamp ?? '';
}
