import { JsonObject } from '../model/json';

const template = (
  app: string,
  image: string,
  more: JsonObject = {},
): JsonObject => ({
  metadata: { labels: { app } },
  spec: {
    containers: [{ name: app, image, ports: [{ containerPort: 80 }] }],
    ...more,
  },
});

/** A Deployment of one container. */
export const deployment = (
  name: string,
  image: string,
  spec: JsonObject = {},
): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: template(name, image),
    ...spec,
  },
});

/** A StatefulSet with one claim a pod. */
export const statefulSet = (
  name: string,
  image: string,
  spec: JsonObject = {},
): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name },
  spec: {
    serviceName: name,
    selector: { matchLabels: { app: name } },
    template: template(name, image),
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
    ],
    ...spec,
  },
});

/** A Job of one pod. */
export const job = (
  name: string,
  image: string,
  spec: JsonObject = {},
): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: {
    template: {
      spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] },
    },
    ...spec,
  },
});

/** A CronJob whose Jobs are labelled `from` with its name. */
export const cronJob = (
  name: string,
  schedule: string,
  image: string,
  spec: JsonObject = {},
): JsonObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name },
  spec: {
    schedule,
    jobTemplate: {
      metadata: { labels: { from: name } },
      spec: job(name, image).spec,
    },
    ...spec,
  },
});

/** A DaemonSet of one container. */
export const daemonSet = (name: string, image: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: template(name, image),
  },
});

/** A ReplicationController of one container, which leaves its selector to the defaults. */
export const replicationController = (
  name: string,
  image: string,
  replicas: number,
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ReplicationController',
  metadata: { name },
  spec: { replicas, template: template(name, image) },
});

/** A HorizontalPodAutoscaler of a Deployment. */
export const autoscaler = (
  name: string,
  minReplicas: number,
  maxReplicas: number,
): JsonObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas,
    maxReplicas,
  },
});

/** A pod of one container. */
export const pod = (
  name: string,
  image: string,
  spec: JsonObject = {},
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: [{ name: 'main', image }], ...spec },
});

/** A Service on port 80. */
export const service = (name: string, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
});

/** An Ingress of one host to a Service. */
export const ingress = (name: string, host: string, to = name): JsonObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name },
  spec: {
    rules: [
      {
        host,
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: to, port: { number: 80 } } },
            },
          ],
        },
      },
    ],
  },
});

/** A ConfigMap. */
export const configMap = (
  name: string,
  data: Record<string, string> = {},
): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
