import { KubeObject } from '../../model/kubeObject';
import { fieldsAt, listAt, numberAt, textAt } from '../../model/read';

/** Status of a Deployment that has come to rest. */
export function settledDeployment(deployment: KubeObject): KubeObject {
  const replicas = numberAt(deployment, 'spec', 'replicas') ?? 1;
  return {
    ...deployment,
    status: {
      observedGeneration: deployment.metadata.generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        },
      ],
    },
  };
}

/** Status of a StatefulSet whose pods run, one step after it was changed. */
export function advancedStatefulSet(set: KubeObject): KubeObject {
  const { generation } = set.metadata;
  const replicas = numberAt(set, 'spec', 'replicas') ?? 1;
  const wasSeen = numberAt(set, 'status', 'observedGeneration') === generation;
  return {
    ...set,
    status: {
      observedGeneration: generation,
      replicas,
      readyReplicas: wasSeen ? replicas : 0,
      currentRevision: 'one',
      updateRevision: 'one',
    },
  };
}

/** The pods that a Deployment or StatefulSet wants, all ready. */
export function podsOf(workload: KubeObject): KubeObject[] {
  const replicas = numberAt(workload, 'spec', 'replicas') ?? 1;
  const { kind } = workload;
  const { name, namespace, uid = '' } = workload.metadata;
  const labels = fieldsAt(workload, 'spec', 'template', 'metadata', 'labels');
  return Array.from({ length: replicas }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${index}`,
      namespace,
      labels: labels as Record<string, string>,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind,
          name,
          uid,
          controller: true,
        },
      ],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }));
}

/** A Job with its pod one step later: at first the pod runs, then both end; an image with `fail` exits 1. */
export function advancedJob(job: KubeObject): {
  job: KubeObject;
  pod: KubeObject;
} {
  const isNew = job.status === undefined;
  const image = textAt(containersIn(job)[0], 'image') ?? '';
  const fails = image.includes('fail');
  const end = fails ? 'Failed' : 'Complete';
  const { name, namespace, uid = '' } = job.metadata;
  const labels = fieldsAt(job, 'spec', 'template', 'metadata', 'labels');
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-0`,
      namespace,
      labels: labels as Record<string, string>,
      ownerReferences: [
        { apiVersion: 'batch/v1', kind: 'Job', name, uid, controller: true },
      ],
    },
    spec: fieldsAt(job, 'spec', 'template', 'spec') as KubeObject['spec'],
    status: isNew ? { phase: 'Running' } : endedPod(job, fails),
  };
  const status = isNew
    ? { active: 1 }
    : { conditions: [{ type: end, status: 'True' }] };
  return { job: { ...job, status }, pod };
}

function containersIn(job: KubeObject) {
  return listAt(job, 'spec', 'template', 'spec', 'containers');
}

function endedPod(job: KubeObject, fails: boolean): KubeObject['status'] {
  return {
    phase: fails ? 'Failed' : 'Succeeded',
    containerStatuses: containersIn(job).map(container => ({
      name: textAt(container, 'name') ?? '',
      state: { terminated: { exitCode: fails ? 1 : 0 } },
    })),
  };
}

/** Whether a Job has come to its end. */
export function hasEnded(job: KubeObject): boolean {
  return listAt(job, 'status', 'conditions').length > 0;
}
