import {
  asObject,
  asObjects,
  at,
  isObject,
  Json,
  JsonObject,
} from '../model/json';
import { KubeObject } from '../model/objects';

type Defaulting = (spec: JsonObject, object: KubeObject) => void;

function fill(target: JsonObject, defaults: JsonObject) {
  for (const [name, value] of Object.entries(defaults)) target[name] ??= value;
}

function child(target: JsonObject, name: string): JsonObject {
  const value = target[name];
  if (isObject(value)) return value;
  const created: JsonObject = {};
  target[name] = created;
  return created;
}

const byKind: Record<string, Defaulting> = {
  Deployment: spec => {
    fill(spec, {
      replicas: 1,
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const strategy = child(spec, 'strategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      fill(child(strategy, 'rollingUpdate'), {
        maxUnavailable: '25%',
        maxSurge: '25%',
      });
    }
    template(spec);
  },
  ReplicaSet: spec => {
    fill(spec, { replicas: 1 });
    template(spec);
  },
  ReplicationController: (spec, object) => {
    fill(spec, { replicas: 1 });
    template(spec);
    const labels = at(spec, 'template', 'metadata', 'labels');
    if (labels === undefined) return;
    fill(spec, { selector: structuredClone(labels) });
    fill(object.metadata as unknown as JsonObject, {
      labels: structuredClone(labels),
    });
  },
  StatefulSet: spec => {
    fill(spec, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
    });
    const strategy = child(spec, 'updateStrategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate')
      fill(child(strategy, 'rollingUpdate'), { partition: 0 });
    fill(child(spec, 'persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
    for (const claim of asObjects(spec.volumeClaimTemplates)) {
      fill(claim, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' });
      fill(child(claim, 'spec'), { volumeMode: 'Filesystem' });
      fill(child(claim, 'status'), { phase: 'Pending' });
    }
    template(spec);
  },
  DaemonSet: spec => {
    fill(spec, { revisionHistoryLimit: 10 });
    const strategy = child(spec, 'updateStrategy');
    fill(strategy, { type: 'RollingUpdate' });
    if (strategy.type === 'RollingUpdate') {
      fill(child(strategy, 'rollingUpdate'), {
        maxUnavailable: 1,
        maxSurge: 0,
      });
    }
    template(spec);
  },
  Job: jobSpec,
  CronJob: spec => {
    fill(spec, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    const job = child(spec, 'jobTemplate');
    child(job, 'metadata');
    child(child(child(job, 'spec'), 'template'), 'metadata');
    template(child(job, 'spec'));
  },
  Pod: spec => {
    podSpec(spec);
    fill(spec, { enableServiceLinks: true });
  },
  PodTemplate: (_spec, object) =>
    podSpec(child(asObject(object.template), 'spec')),
  Service: serviceSpec,
  Secret: (_spec, object) => {
    foldStringData(object);
    object.type ??= 'Opaque';
  },
  PersistentVolumeClaim: spec => fill(spec, { volumeMode: 'Filesystem' }),
  PersistentVolume: spec =>
    fill(spec, {
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: 'Filesystem',
    }),
  StorageClass: (_spec, object) =>
    fill(object, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
  HorizontalPodAutoscaler: spec =>
    fill(spec, {
      minReplicas: 1,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    }),
  NetworkPolicy: spec =>
    fill(spec, {
      policyTypes: spec.egress ? ['Ingress', 'Egress'] : ['Ingress'],
    }),
  Namespace: (_spec, object) => {
    fill(child(object, 'spec'), { finalizers: ['kubernetes'] });
    const { metadata } = object;
    metadata.labels = {
      ...metadata.labels,
      'kubernetes.io/metadata.name': metadata.name,
    };
  },
  RoleBinding: (_spec, object) => roleRef(object),
  ClusterRoleBinding: (_spec, object) => roleRef(object),
};

function roleRef(object: KubeObject) {
  if (isObject(object.roleRef))
    fill(object.roleRef, { apiGroup: 'rbac.authorization.k8s.io' });
  for (const subject of asObjects(object.subjects)) {
    if (subject.kind !== 'ServiceAccount')
      fill(subject, { apiGroup: 'rbac.authorization.k8s.io' });
  }
}

/** A key dropped from `stringData` stays in `data`: the server only ever adds. */
function foldStringData(object: KubeObject) {
  const text = asObject(object.stringData);
  if (Object.keys(text).length) {
    const data = child(object, 'data');
    for (const [key, value] of Object.entries(text)) {
      data[key] = Buffer.from(String(value ?? '')).toString('base64');
    }
  }
  delete object.stringData;
}

function jobSpec(spec: JsonObject) {
  const alone =
    spec.completions === undefined && spec.parallelism === undefined;
  fill(spec, {
    ...(alone && { completions: 1 }),
    parallelism: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: 'TerminatingOrFailed',
  });
  template(spec);
}

function serviceSpec(spec: JsonObject) {
  fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
  if (spec.type !== 'ExternalName')
    fill(spec, { internalTrafficPolicy: 'Cluster' });
  if (spec.type === 'LoadBalancer' || spec.type === 'NodePort') {
    fill(spec, { externalTrafficPolicy: 'Cluster' });
  }
  if (spec.type === 'LoadBalancer')
    fill(spec, { allocateLoadBalancerNodePorts: true });
  for (const port of asObjects(spec.ports)) {
    fill(port, { protocol: 'TCP' });
    if (port.port !== undefined) fill(port, { targetPort: port.port });
  }
}

function template(spec: JsonObject) {
  podSpec(child(child(spec, 'template'), 'spec'));
}

function podSpec(spec: JsonObject) {
  fill(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  for (const container of [
    ...asObjects(spec.initContainers),
    ...asObjects(spec.containers),
  ]) {
    containerDefaults(container);
  }
  for (const volume of asObjects(spec.volumes)) {
    for (const source of ['configMap', 'secret', 'projected', 'downwardAPI']) {
      if (isObject(volume[source]))
        fill(child(volume, source), { defaultMode: 420 });
    }
  }
}

function containerDefaults(container: JsonObject) {
  fill(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(container.image),
  });
  for (const port of asObjects(container.ports))
    fill(port, { protocol: 'TCP' });
  for (const variable of asObjects(container.env)) {
    const fieldRef = asObject(variable.valueFrom).fieldRef;
    if (isObject(fieldRef)) fill(fieldRef, { apiVersion: 'v1' });
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (!isObject(probe)) continue;
    fill(probe, {
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    });
    if (isObject(probe.httpGet))
      fill(probe.httpGet, { path: '/', scheme: 'HTTP' });
  }
}

function pullPolicy(image: Json | undefined): string {
  const name =
    String(image ?? '')
      .split('/')
      .pop() ?? '';
  const latest = name.includes('@')
    ? false
    : !name.includes(':') || name.endsWith(':latest');
  return latest ? 'Always' : 'IfNotPresent';
}

/** Fills in what the body leaves out, as the API server's defaulting does. Changes the object. */
export function applyDefaults(object: KubeObject): void {
  byKind[object.kind]?.(asObject(object.spec), object);
}
