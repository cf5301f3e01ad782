import { K, ResourceKind } from '../model/kinds';
import { KubeObject, timestamp } from '../model/objects';
import { Objects } from '../objects/Objects';
import { NODE } from '../pods/podStatus';
import { MANAGER, STATUS } from './controller';

const capacity = {
  cpu: '64',
  memory: '256Gi',
  pods: '10000',
  'ephemeral-storage': '1000Gi',
};

/** Creates what every cluster has: namespaces, the node, default classes. What is there stays. */
export function furnishCluster(objects: Objects): void {
  const add = (kind: ResourceKind, object: { metadata: { name: string } }) => {
    const { name } = object.metadata;
    if (objects.store.get(kind, undefined, name)) return false;
    const apiVersion = kind.group
      ? `${kind.group}/${kind.version}`
      : kind.version;
    objects.create(
      kind,
      { apiVersion, kind: kind.kind, ...object } as unknown as KubeObject,
      MANAGER,
    );
    return true;
  };
  for (const name of [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ]) {
    add(K.namespace, { metadata: { name } });
  }
  const storageClass = {
    metadata: {
      name: 'standard',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'practice/volumes',
  };
  add(K.storageClass, storageClass);
  const ingressClass = {
    metadata: {
      name: 'front-door',
      annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
    },
    spec: { controller: 'practice/front-door' },
  };
  add(K.ingressClass, ingressClass);
  const labels = {
    'kubernetes.io/hostname': NODE,
    'kubernetes.io/os': 'linux',
  };
  if (
    add(K.node, { metadata: { name: NODE, labels } } as {
      metadata: { name: string };
    })
  ) {
    reportNode(objects);
  }
}

function reportNode(objects: Objects) {
  const now = timestamp();
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: reason,
    lastHeartbeatTime: now,
    lastTransitionTime: now,
  });
  objects.update({ kind: K.node, name: NODE }, STATUS, node => ({
    ...node,
    status: {
      capacity,
      allocatable: capacity,
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      conditions: [condition('Ready', 'True', 'KubeletReady')],
      nodeInfo: {
        kubeletVersion: 'v1.36.3',
        operatingSystem: 'linux',
        containerRuntimeVersion: 'practice://1',
      },
    },
  }));
}
