import { randomBytes, randomInt } from 'node:crypto';
import { asObject, asObjects, JsonObject } from '../model/json';
import { K } from '../model/kinds';
import { KubeObject, Service } from '../model/objects';
import { forbidden } from '../model/StatusError';
import { Store } from '../store/Store';

/**
 * What the usual cluster adds on create and nobody owns: addresses, default
 * classes, a Job's labels, the service account. Changes the object.
 *
 * @throws StatusError 403 when a pod names a service account that is not there
 */
export function admit(object: KubeObject, store: Store): void {
  const spec = asObject(object.spec);
  switch (object.kind) {
    case 'Service':
      allocateAddress(object as Service, store);
      break;
    case 'Ingress':
      spec.ingressClassName ??= 'front-door';
      break;
    case 'PersistentVolumeClaim':
      spec.storageClassName ??= 'standard';
      object.metadata.finalizers = [
        ...new Set([
          ...(object.metadata.finalizers ?? []),
          'kubernetes.io/pvc-protection',
        ]),
      ];
      break;
    case 'Job':
      labelJob(object, spec);
      break;
    case 'Pod':
      admitPod(object, spec, store);
      break;
    case 'DaemonSet':
      object.metadata.annotations = {
        'deprecated.daemonset.template.generation': '1',
        ...object.metadata.annotations,
      };
      break;
    default:
  }
}

/** Gives a Service its cluster address, ports and families; keeps what it has. */
export function allocateAddress(service: Service, store: Store): void {
  const spec = service.spec as Service['spec'] & JsonObject;
  if (spec.type === 'ExternalName') return;
  spec.clusterIP ??= freeAddress(store);
  spec.clusterIPs ??= [spec.clusterIP];
  spec.ipFamilies ??= ['IPv4'];
  spec.ipFamilyPolicy ??= 'SingleStack';
  if (spec.type !== 'LoadBalancer' && spec.type !== 'NodePort') return;
  for (const port of asObjects(spec.ports as never))
    port.nodePort ??= randomInt(30000, 32768);
}

function freeAddress(store: Store): string {
  const taken = new Set(
    store.list<Service>(K.service).map(({ spec }) => spec.clusterIP),
  );
  for (;;) {
    const address = `10.96.${randomInt(0, 256)}.${randomInt(2, 255)}`;
    if (!taken.has(address)) return address;
  }
}

function labelJob(job: KubeObject, spec: JsonObject) {
  if (spec.manualSelector === true) return;
  const { uid, name } = job.metadata;
  const labels = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  job.metadata.labels ??= { ...labels };
  spec.selector ??= {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
  const template = asObject(spec.template);
  const metadata = asObject(template.metadata);
  template.metadata = {
    ...metadata,
    labels: { ...asObject(metadata.labels), ...labels },
  };
}

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

function admitPod(pod: KubeObject, spec: JsonObject, store: Store) {
  const { namespace = '', name } = pod.metadata;
  const account = String(
    spec.serviceAccountName ?? spec.serviceAccount ?? 'default',
  );
  spec.serviceAccountName = account;
  spec.serviceAccount = account;
  if (!store.get(K.serviceAccount, namespace, account)) {
    throw forbidden(
      { kind: K.pod, name },
      `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
    );
  }
  spec.tolerations ??= ['not-ready', 'unreachable'].map(state => ({
    key: `node.kubernetes.io/${state}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: 300,
  }));
  spec.priority ??= 0;
  spec.preemptionPolicy ??= 'PreemptLowerPriority';
  if (spec.automountServiceAccountToken !== false) mountToken(spec);
}

function mountToken(spec: JsonObject) {
  const containers = [
    ...asObjects(spec.containers),
    ...asObjects(spec.initContainers),
  ];
  const mounted = containers.every(container =>
    asObjects(container.volumeMounts).some(
      mount => mount.mountPath === TOKEN_PATH,
    ),
  );
  if (mounted) return;
  const name = `kube-api-access-${randomBytes(3).toString('hex').slice(0, 5)}`;
  spec.volumes = [
    ...asObjects(spec.volumes),
    {
      name,
      projected: {
        defaultMode: 420,
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          {
            configMap: {
              name: 'kube-root-ca.crt',
              items: [{ key: 'ca.crt', path: 'ca.crt' }],
            },
          },
        ],
      },
    },
  ];
  for (const container of containers) {
    const mounts = asObjects(container.volumeMounts);
    if (mounts.some(mount => mount.mountPath === TOKEN_PATH)) continue;
    container.volumeMounts = [
      ...mounts,
      { name, readOnly: true, mountPath: TOKEN_PATH },
    ];
  }
}
