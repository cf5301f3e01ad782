import { K } from '../model/kinds';
import { Claim, KubeObject, Pod } from '../model/objects';
import {
  Cluster,
  Controller,
  isAbout,
  Key,
  keyOf,
  MANAGER,
  STATUS,
} from './controller';

const PROTECTION = 'kubernetes.io/pvc-protection';
const PROVISIONER = 'practice/volumes';

/** Binds claims to volumes, unless their name has `no-volume`; keeps those that pods use. */
export function claims(cluster: Cluster): Controller {
  return {
    keysOf: event => {
      if (isAbout(event, K.claim)) {
        if (event.type === 'DELETED') reclaim(cluster, event.object as Claim);
        return [keyOf(event.object)];
      }
      return isAbout(event, K.pod) && event.type === 'DELETED'
        ? claimsOf(event.object as Pod)
        : [];
    },
    reconcile: ({ namespace, name }) => {
      const claim = cluster.objects.store.get<Claim>(K.claim, namespace, name);
      if (!claim) return;
      if (claim.metadata.deletionTimestamp) unprotect(cluster, claim);
      else if (!claim.spec.volumeName && !name.includes('no-volume'))
        bind(cluster, claim);
    },
  };
}

function claimsOf({ metadata, spec }: Pod): Key[] {
  return (spec.volumes ?? []).flatMap(volume => {
    const name = volume.persistentVolumeClaim?.claimName;
    return name ? [{ namespace: metadata.namespace, name }] : [];
  });
}

function unprotect({ objects }: Cluster, { metadata }: Claim) {
  const { namespace, name, finalizers = [] } = metadata;
  const used = objects.store
    .list<Pod>(K.pod, namespace)
    .some(pod =>
      pod.spec.volumes?.some(
        volume => volume.persistentVolumeClaim?.claimName === name,
      ),
    );
  if (used || !finalizers.includes(PROTECTION)) return;
  objects.update({ kind: K.claim, namespace, name }, MANAGER, live => ({
    ...live,
    metadata: {
      ...live.metadata,
      finalizers: live.metadata.finalizers?.filter(
        finalizer => finalizer !== PROTECTION,
      ),
    },
  }));
}

function bind({ objects }: Cluster, claim: Claim) {
  const { namespace, name, uid } = claim.metadata;
  const volumeName = `pv-${uid}`;
  const { storage } = claim.spec.resources.requests;
  const { accessModes } = claim.spec;
  if (!objects.store.get(K.volume, undefined, volumeName)) {
    objects.create(
      K.volume,
      {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volumeName },
        spec: {
          capacity: { storage },
          accessModes,
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: claim.spec.storageClassName ?? '',
          hostPath: { path: `/practice/${uid}` },
          claimRef: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            namespace,
            name,
            uid,
          },
        },
      } as unknown as KubeObject,
      MANAGER,
    );
    objects.update({ kind: K.volume, name: volumeName }, STATUS, live => ({
      ...live,
      status: { phase: 'Bound' },
    }));
  }
  const place = { kind: K.claim, namespace, name };
  objects.update(place, MANAGER, live => ({
    ...live,
    metadata: {
      ...live.metadata,
      annotations: {
        ...live.metadata.annotations,
        'pv.kubernetes.io/bind-completed': 'yes',
        'pv.kubernetes.io/bound-by-controller': 'yes',
        'volume.kubernetes.io/storage-provisioner': PROVISIONER,
      },
    },
    spec: { ...(live as Claim).spec, volumeName },
  }));
  objects.update(place, STATUS, live => ({
    ...live,
    status: { phase: 'Bound', accessModes, capacity: { storage } },
  }));
}

function reclaim({ objects }: Cluster, { spec }: Claim) {
  if (
    !spec.volumeName ||
    !objects.store.get(K.volume, undefined, spec.volumeName)
  )
    return;
  objects.delete({ kind: K.volume, name: spec.volumeName });
}
