import { equal } from '../model/json';
import { K } from '../model/kinds';
import {
  Claim,
  controlledBy,
  KubeObject,
  OwnerReference,
  Pod,
  StatefulSet,
} from '../model/objects';
import { Cluster, MANAGER } from './controller';
import { podsOf } from './podControl';

const COMPONENT = 'statefulset-controller';

/** The number at the end of a pod's name; -1 when it is none of the set's. */
export function ordinalOf({ metadata }: KubeObject, pod: Pod): number {
  const [, set, ordinal] = /^(.*)-(\d+)$/.exec(pod.metadata.name) ?? [];
  return set === metadata.name ? Number(ordinal) : -1;
}

/** How the claim of a template is called for the pod with a number. */
export const claimName = (
  template: string,
  set: KubeObject,
  ordinal: number,
): string => `${template}-${set.metadata.name}-${ordinal}`;

/**
 * Creates the claims that the pod with a number needs; false when one of them
 * is on its way out, so that the pod has to wait.
 */
export function createClaims(
  cluster: Cluster,
  set: StatefulSet,
  ordinal: number,
): boolean {
  const { store } = cluster.objects;
  const { namespace } = set.metadata;
  const templates = set.spec.volumeClaimTemplates ?? [];
  const claims = templates.map(({ metadata }) =>
    store.get<Claim>(
      K.claim,
      namespace,
      claimName(metadata.name, set, ordinal),
    ),
  );
  if (claims.some(claim => claim?.metadata.deletionTimestamp)) return false;
  for (const [i, template] of templates.entries()) {
    if (!claims[i]) createClaim(cluster, set, template, ordinal);
  }
  return true;
}

type ClaimTemplate = NonNullable<
  StatefulSet['spec']['volumeClaimTemplates']
>[number];

function createClaim(
  { objects, events }: Cluster,
  set: StatefulSet,
  template: ClaimTemplate,
  ordinal: number,
) {
  const name = claimName(template.metadata.name, set, ordinal);
  const { annotations } = template.metadata;
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  objects.create(
    K.claim,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace: set.metadata.namespace,
        labels: {
          ...set.spec.selector.matchLabels,
          ...template.metadata.labels,
        },
        ...(annotations && { annotations }),
        ...(policy?.whenDeleted === 'Delete' && {
          ownerReferences: [controlledBy(set)],
        }),
      },
      spec: structuredClone(template.spec),
    } as unknown as KubeObject,
    MANAGER,
  );
  const pod = `${set.metadata.name}-${ordinal}`;
  events.record(set, {
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: `Create Claim ${name} Pod ${pod} in StatefulSet ${set.metadata.name} success`,
    component: COMPONENT,
  });
}

/**
 * Makes each claim of a pod go with whom the set's retention policy says: the
 * set when that is deleted, the pod when its number is beyond the size, or
 * nobody. Claims without a pod stay as they are.
 */
export function keepClaimOwners(cluster: Cluster, set: StatefulSet): void {
  for (const pod of podsOf(cluster, set)) {
    const ordinal = ordinalOf(set, pod);
    for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
      const name = claimName(metadata.name, set, ordinal);
      setOwner(cluster, set, name, ownerOf(set, pod, ordinal));
    }
  }
}

function ownerOf(
  set: StatefulSet,
  pod: Pod,
  ordinal: number,
): KubeObject | undefined {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  const condemned = ordinal >= set.spec.replicas;
  if (condemned && policy?.whenScaled === 'Delete') return pod;
  return policy?.whenDeleted === 'Delete' ? set : undefined;
}

/** Owners that are neither the set nor one of its pods are left alone. */
function setOwner(
  { objects }: Cluster,
  set: StatefulSet,
  name: string,
  owner: KubeObject | undefined,
) {
  const { namespace } = set.metadata;
  const claim = objects.store.get<Claim>(K.claim, namespace, name);
  if (!claim || claim.metadata.deletionTimestamp) return;
  const before = claim.metadata.ownerReferences ?? [];
  const others = before.filter(
    ({ kind, uid }) => kind !== 'Pod' && uid !== set.metadata.uid,
  );
  const after: OwnerReference[] = [
    ...others,
    ...(owner ? [controlledBy(owner)] : []),
  ];
  if (equal(before as never, after as never)) return;
  objects.update({ kind: K.claim, namespace, name }, MANAGER, live => ({
    ...live,
    metadata: { ...live.metadata, ownerReferences: after },
  }));
}
