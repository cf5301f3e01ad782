import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient, ResourcePath } from '../cluster/types';
import { KubeObject } from '../model/kubeObject';

/** Longer than a namespace with running pods usually takes. */
const LONG_MS = 60_000;
const PODS: ResourcePath = { group: '', version: 'v1', plural: 'pods' };

/**
 * Says what a namespace that is being removed waits for. Pods with finalizers come first: while one holds
 * the removal up, the namespace's own conditions claim that all is well.
 */
export async function describeTermination(
  client: ClusterClient,
  namespace: KubeObject,
  now: number,
): Promise<Explanation> {
  const { name, deletionTimestamp } = namespace.metadata;
  const held = await findHeldPod(client, name);
  const condition = findCondition(namespace);
  const since = deletionTimestamp ? now - Date.parse(deletionTimestamp) : 0;
  const cause = held ?? condition;
  return {
    reason: 'NamespaceTerminating',
    message: cause
      ? `Removing the namespace ${name}: ${cause}`
      : `Removing the namespace ${name}`,
    ...(since > LONG_MS && {
      hint: {
        text: `It takes longer than usual: see what holds the namespace ${name} up.`,
        audience: 'platform' as const,
      },
    }),
  };
}

async function findHeldPod(
  client: ClusterClient,
  namespace: string,
): Promise<string | undefined> {
  const pods = await client.list(PODS, { namespace });
  const held = pods.find(
    pod => pod.metadata.deletionTimestamp && pod.metadata.finalizers?.length,
  );
  return (
    held &&
    `Pod ${
      held.metadata.name
    } waits for its finalizer ${held.metadata.finalizers?.join(', ')}`
  );
}

function findCondition(namespace: KubeObject): string | undefined {
  const conditions = namespace.status?.conditions;
  if (!Array.isArray(conditions)) return undefined;
  for (const condition of conditions) {
    if (
      typeof condition === 'object' &&
      condition !== null &&
      !Array.isArray(condition) &&
      condition.status === 'True' &&
      typeof condition.message === 'string'
    ) {
      return condition.message;
    }
  }
  return undefined;
}
