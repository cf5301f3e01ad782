import { canFreeCompute, isCustomGroup, isDatabase } from '../../archive';
import { ClusterClient } from '../../cluster/types';
import {
  groupOf,
  KubeObject,
  OwnerReference,
  versionOf,
} from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { isActivePod } from './isActivePod';

function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

/**
 * Finds who answers for objects: their controller's controller, and so on. Answers are kept, because pods
 * share their owners.
 */
class Owners {
  private readonly client: ClusterClient;
  private readonly known: Map<string, Promise<KubeObject | undefined>>;

  constructor(client: ClusterClient, live: readonly KubeObject[]) {
    this.client = client;
    this.known = new Map(
      live.flatMap(object =>
        object.metadata.uid
          ? [[object.metadata.uid, Promise.resolve(object)]]
          : [],
      ),
    );
  }

  /** `apiVersion` and `kind` at the end of the chain. */
  async root(object: KubeObject): Promise<OwnerKind> {
    const owner = controllerOf(object);
    if (!owner) return object;
    const parent = await this.find(owner, object.metadata.namespace ?? '');
    return parent ? this.root(parent) : owner;
  }

  private find(
    { uid, apiVersion, kind, name }: OwnerReference,
    namespace: string,
  ): Promise<KubeObject | undefined> {
    const known = this.known.get(uid);
    if (known) return known;
    const asked = this.client
      .get({
        group: groupOf(apiVersion),
        version: versionOf(apiVersion),
        kind,
        namespace,
        name,
      })
      // An owner that cannot be read ends the chain: its reference says enough.
      .catch(() => undefined)
      .then(found => found && { ...found, apiVersion, kind });
    this.known.set(uid, asked);
    return asked;
  }
}

type OwnerKind = Pick<KubeObject, 'apiVersion' | 'kind'>;

/** The pods of a staging that still run, by who keeps them. */
export interface PodsLeft {
  /** They are stopping, or something holds them up. */
  workloads: KubeObject[];
  /** The same of databases, which others may still use. */
  databases: KubeObject[];
  /** They belong to operators' objects that an archive leaves as they are. */
  staying: KubeObject[];
}

function keptBy(owner: OwnerKind): keyof PodsLeft {
  const group = groupOf(owner.apiVersion);
  if (isCustomGroup(group) && !canFreeCompute(kindKey(owner))) return 'staying';
  return isDatabase({ group, kind: owner.kind }) ? 'databases' : 'workloads';
}

/**
 * Sorts the pods that still run. Operators often put the labels of their objects on the pods that they make,
 * so a pod belongs to whatever stands at the end of its owners.
 * @param live - the objects of the staging, pods among them
 */
export async function podsLeft(
  client: ClusterClient,
  live: readonly KubeObject[],
): Promise<PodsLeft> {
  const owners = new Owners(client, live);
  const left: PodsLeft = { workloads: [], databases: [], staying: [] };
  for (const pod of live.filter(isActivePod)) {
    left[keptBy(await owners.root(pod))].push(pod);
  }
  return left;
}
