import { KubeObject } from '../../model/kubeObject';
import { fieldsAt, numberAt } from '../../model/read';

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

/** The pods that a Deployment wants, all ready. */
export function podsOf(deployment: KubeObject): KubeObject[] {
  const replicas = numberAt(deployment, 'spec', 'replicas') ?? 1;
  const { name, namespace, uid = '' } = deployment.metadata;
  const labels = fieldsAt(deployment, 'spec', 'template', 'metadata', 'labels');
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
          kind: 'Deployment',
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
