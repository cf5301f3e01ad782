import { Json, JsonObject } from './json';

/** See `meta/v1` OwnerReference. */
export type OwnerReference = {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
};

/** See `meta/v1` ManagedFieldsEntry. */
export type ManagedFieldsEntry = {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  time?: string;
  fieldsType: 'FieldsV1';
  fieldsV1: JsonObject;
  subresource?: string;
};

/** See `meta/v1` ObjectMeta. Times are RFC 3339 in whole seconds. */
export type ObjectMeta = {
  name: string;
  generateName?: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
  managedFields?: ManagedFieldsEntry[];
};

/** Any stored object. */
export type KubeObject = {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: Json | undefined;
};

/** See `meta/v1` LabelSelector. */
export type LabelSelector = {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};

/** An entry of `status.conditions`. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
  lastUpdateTime?: string;
  lastProbeTime?: string | null;
  observedGeneration?: number;
};

/** What the simulation reads of a container. */
export type Container = {
  name: string;
  image: string;
  env?: { name: string; value?: string }[];
  restartPolicy?: string;
  ports?: { containerPort: number; name?: string; protocol?: string }[];
};

/** What the simulation reads of a pod's spec. */
export type PodSpec = {
  containers: Container[];
  initContainers?: Container[];
  restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  nodeName?: string;
  serviceAccountName?: string;
  terminationGracePeriodSeconds?: number;
  volumes?: {
    name: string;
    persistentVolumeClaim?: { claimName: string };
  }[];
};

/** One of `waiting`, `running`, `terminated`. */
export type ContainerState = {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt: string;
    finishedAt: string;
    containerID: string;
  };
};

/** See `core/v1` ContainerStatus. */
export type ContainerStatus = {
  name: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  started: boolean;
  restartCount: number;
  image: string;
  imageID: string;
  containerID?: string;
};

/** See `core/v1` PodStatus. */
export type PodStatus = {
  phase?: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  conditions?: Condition[];
  hostIP?: string;
  podIP?: string;
  podIPs?: { ip: string }[];
  startTime?: string;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
  qosClass?: string;
};

/** A pod. */
export type Pod = KubeObject & { spec: PodSpec; status: PodStatus };

/** Labels, annotations and spec that a workload gives its pods. */
export type PodTemplate = {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: PodSpec;
};

/** A ReplicaSet or a ReplicationController. */
export type ReplicaSet = KubeObject & {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    minReadySeconds?: number;
  };
  status: {
    replicas: number;
    fullyLabeledReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    observedGeneration?: number;
    conditions?: Condition[];
  };
};

/** A Deployment. */
export type Deployment = KubeObject & {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    paused?: boolean;
    revisionHistoryLimit: number;
    progressDeadlineSeconds: number;
    strategy: {
      type: 'RollingUpdate' | 'Recreate';
      rollingUpdate?: {
        maxSurge?: number | string;
        maxUnavailable?: number | string;
      };
    };
  };
  status: {
    observedGeneration?: number;
    replicas?: number;
    updatedReplicas?: number;
    readyReplicas?: number;
    availableReplicas?: number;
    unavailableReplicas?: number;
    conditions?: Condition[];
  };
};

/** A PersistentVolumeClaim. */
export type Claim = KubeObject & {
  spec: {
    accessModes: string[];
    resources: { requests: { storage: string } };
    storageClassName?: string;
    volumeName?: string;
    volumeMode?: string;
  };
  status: {
    phase: string;
    accessModes?: string[];
    capacity?: { storage: string };
  };
};

/** A StatefulSet. */
export type StatefulSet = KubeObject & {
  spec: {
    replicas: number;
    selector: LabelSelector;
    template: PodTemplate;
    serviceName?: string;
    podManagementPolicy: 'OrderedReady' | 'Parallel';
    revisionHistoryLimit: number;
    updateStrategy: {
      type: 'RollingUpdate' | 'OnDelete';
      rollingUpdate?: { partition?: number };
    };
    volumeClaimTemplates?: {
      metadata: {
        name: string;
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
      };
      spec: JsonObject;
    }[];
    persistentVolumeClaimRetentionPolicy?: {
      whenDeleted?: 'Retain' | 'Delete';
      whenScaled?: 'Retain' | 'Delete';
    };
  };
  status: {
    observedGeneration?: number;
    replicas: number;
    readyReplicas?: number;
    availableReplicas: number;
    currentReplicas?: number;
    updatedReplicas?: number;
    currentRevision?: string;
    updateRevision?: string;
    collisionCount?: number;
  };
};

/** A DaemonSet. */
export type DaemonSet = KubeObject & {
  spec: {
    selector: LabelSelector;
    template: PodTemplate;
    updateStrategy: { type: 'RollingUpdate' | 'OnDelete' };
  };
};

/** A Job. */
export type Job = KubeObject & {
  spec: {
    parallelism: number;
    completions?: number;
    backoffLimit: number;
    activeDeadlineSeconds?: number;
    ttlSecondsAfterFinished?: number;
    suspend?: boolean;
    selector: LabelSelector;
    template: PodTemplate;
  };
  status: {
    conditions?: Condition[];
    startTime?: string;
    completionTime?: string;
    active?: number;
    succeeded?: number;
    failed?: number;
    ready?: number;
    terminating?: number;
    uncountedTerminatedPods?: JsonObject;
  };
};

/** A CronJob. */
export type CronJob = KubeObject & {
  spec: {
    schedule: string;
    timeZone?: string;
    startingDeadlineSeconds?: number;
    suspend?: boolean;
    concurrencyPolicy: 'Allow' | 'Forbid' | 'Replace';
    successfulJobsHistoryLimit: number;
    failedJobsHistoryLimit: number;
    jobTemplate: {
      metadata?: {
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
      };
      spec: JsonObject;
    };
  };
  status: {
    active?: JsonObject[];
    lastScheduleTime?: string;
    lastSuccessfulTime?: string;
  };
};

/** A Service. */
export type Service = KubeObject & {
  spec: {
    type: string;
    selector?: Record<string, string>;
    clusterIP?: string;
    ports?: {
      name?: string;
      port: number;
      protocol: string;
      targetPort?: number | string;
    }[];
  };
};

/** An Ingress. */
export type Ingress = KubeObject & {
  spec: {
    ingressClassName?: string;
    defaultBackend?: { service?: { name: string } };
    rules?: {
      host?: string;
      http?: {
        paths: {
          path?: string;
          pathType: string;
          backend: { service?: { name: string } };
        }[];
      };
    }[];
  };
};

/** The labels of an object, never undefined. */
export function labelsOf(object: {
  metadata?: { labels?: Record<string, string> };
}) {
  return object.metadata?.labels ?? {};
}

/** The owner that controls the object, if any. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(owner => owner.controller);
}

/** A reference that makes `owner` the controller of what carries it. */
export function controlledBy(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The time as Kubernetes writes it: RFC 3339, whole seconds, UTC. */
export function timestamp(at: number = Date.now()): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
