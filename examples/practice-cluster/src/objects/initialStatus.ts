import { JsonObject } from '../model/json';

const byKind: Record<string, JsonObject> = {
  Namespace: { phase: 'Active' },
  Pod: { phase: 'Pending' },
  PersistentVolumeClaim: { phase: 'Pending' },
  PersistentVolume: { phase: 'Pending' },
  Service: { loadBalancer: {} },
  Ingress: { loadBalancer: {} },
  StatefulSet: { replicas: 0, availableReplicas: 0 },
  ReplicaSet: { replicas: 0 },
  ReplicationController: { replicas: 0 },
  DaemonSet: {
    currentNumberScheduled: 0,
    numberMisscheduled: 0,
    desiredNumberScheduled: 0,
    numberReady: 0,
  },
  PodDisruptionBudget: {
    disruptionsAllowed: 0,
    currentHealthy: 0,
    desiredHealthy: 0,
    expectedPods: 0,
  },
  HorizontalPodAutoscaler: { desiredReplicas: 0, currentMetrics: null },
  Deployment: {},
  Job: {},
  CronJob: {},
  ResourceQuota: {},
  Node: {},
};

/** The status of an object that was just created; undefined for kinds without one. */
export function initialStatus(kind: string): JsonObject | undefined {
  const status = byKind[kind];
  return status && structuredClone(status);
}
