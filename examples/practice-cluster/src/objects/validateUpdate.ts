import { asObject, at, equal, Json, JsonObject } from '../model/json';
import { KubeObject } from '../model/objects';
import { FieldCause, forbiddenField, invalidValue } from './causes';

type Rule = (before: KubeObject, after: KubeObject) => FieldCause[];

/** Fields that are immutable, each named by its own cause. */
const fixed =
  (...paths: string[]): Rule =>
  (before, after) =>
    paths
      .filter(
        path =>
          !equal(at(before, ...path.split('.')), at(after, ...path.split('.'))),
      )
      .map(path =>
        invalidValue(path, at(after, ...path.split('.')), 'field is immutable'),
      );

const byKind: Record<string, Rule> = {
  Deployment: fixed('spec.selector'),
  DaemonSet: fixed('spec.selector'),
  ReplicaSet: fixed('spec.selector'),
  Job: jobChange,
  StatefulSet: statefulSetChange,
  PersistentVolumeClaim: claimChange,
  Service: serviceChange,
  Pod: podChange,
  Secret: (before, after) => [
    ...fixed('type')(before, after),
    ...immutableData(before, after),
  ],
  ConfigMap: immutableData,
  RoleBinding: roleRefChange,
  ClusterRoleBinding: roleRefChange,
  StorageClass: fixed(
    'provisioner',
    'parameters',
    'reclaimPolicy',
    'volumeBindingMode',
  ),
};

function jobChange(before: KubeObject, after: KubeObject): FieldCause[] {
  const suspended =
    asObject(before.spec).suspend === true &&
    !asObject(before.status).startTime;
  return [
    ...fixed('spec.completions', 'spec.selector')(before, after),
    ...(suspended
      ? []
      : fixed('spec.template', 'spec.completionMode')(before, after)),
  ];
}

const without = (value: Json | undefined, ...names: string[]): JsonObject => {
  const rest = { ...asObject(value) };
  for (const name of names) delete rest[name];
  return rest;
};

function statefulSetChange(
  before: KubeObject,
  after: KubeObject,
): FieldCause[] {
  const changeable = [
    'replicas',
    'ordinals',
    'template',
    'updateStrategy',
    'revisionHistoryLimit',
    'persistentVolumeClaimRetentionPolicy',
    'minReadySeconds',
  ];
  const [last, ...others] = [...changeable].reverse();
  const list = `${others
    .reverse()
    .map(name => `'${name}'`)
    .join(', ')} and '${last}'`;
  return equal(
    without(before.spec, ...changeable),
    without(after.spec, ...changeable),
  )
    ? []
    : [
        forbiddenField(
          'spec',
          `updates to statefulset spec for fields other than ${list} are forbidden`,
        ),
      ];
}

const units: Record<string, number> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity such as `10Gi` in bytes. */
export function bytesOf(quantity: string): number {
  const [, figure = '0', unit = ''] =
    /^([\d.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  return Number(figure) * (units[unit] ?? 1);
}

const storage = (object: KubeObject) =>
  bytesOf(
    String(at(object, 'spec', 'resources', 'requests', 'storage') ?? '0'),
  );

function claimChange(before: KubeObject, after: KubeObject): FieldCause[] {
  const setOnce = (name: string) => asObject(before.spec)[name] === undefined;
  const free = [
    'resources',
    ...['volumeName', 'storageClassName'].filter(setOnce),
  ];
  const causes: FieldCause[] = [];
  if (!equal(without(before.spec, ...free), without(after.spec, ...free))) {
    causes.push(
      forbiddenField(
        'spec',
        'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
      ),
    );
  }
  const capacity = at(before, 'status', 'capacity', 'storage');
  if (typeof capacity === 'string' && storage(after) < bytesOf(capacity)) {
    causes.push(
      forbiddenField(
        'spec.resources.requests.storage',
        'field can not be less than status.capacity',
      ),
    );
  }
  return causes;
}

/** Whether a claim asks for more than before, which the class `standard` refuses. */
export function claimGrows(before: KubeObject, after: KubeObject): boolean {
  return (
    after.kind === 'PersistentVolumeClaim' && storage(after) > storage(before)
  );
}

function serviceChange(before: KubeObject, after: KubeObject): FieldCause[] {
  const ip = at(before, 'spec', 'clusterIP');
  const next = at(after, 'spec', 'clusterIP');
  const external = [before, after].some(
    service => at(service, 'spec', 'type') === 'ExternalName',
  );
  return external || ip === undefined || equal(ip, next)
    ? []
    : [
        invalidValue(
          'spec.clusterIPs[0]',
          [next ?? null],
          'may not change once set',
        ),
      ];
}

function podChange(before: KubeObject, after: KubeObject): FieldCause[] {
  const strip = (object: KubeObject) => {
    const spec = without(
      object.spec,
      'activeDeadlineSeconds',
      'tolerations',
      'terminationGracePeriodSeconds',
    );
    for (const list of ['containers', 'initContainers']) {
      const containers = spec[list];
      if (Array.isArray(containers))
        spec[list] = containers.map(item => without(item, 'image'));
    }
    if (asObject(before.spec).nodeName === undefined) delete spec.nodeName;
    return spec;
  };
  return equal(strip(before), strip(after))
    ? []
    : [
        forbiddenField(
          'spec',
          'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
        ),
      ];
}

function immutableData(before: KubeObject, after: KubeObject): FieldCause[] {
  if (before.immutable !== true) return [];
  return [
    ...(after.immutable === true
      ? []
      : [
          forbiddenField(
            'immutable',
            'field is immutable when `immutable` is set',
          ),
        ]),
    ...['data', 'binaryData']
      .filter(field => !equal(before[field], after[field]))
      .map(field =>
        forbiddenField(field, 'field is immutable when `immutable` is set'),
      ),
  ];
}

function roleRefChange(before: KubeObject, after: KubeObject): FieldCause[] {
  if (equal(before.roleRef, after.roleRef)) return [];
  const { apiGroup, kind, name } = asObject(after.roleRef);
  return [
    invalidValue(
      'roleRef',
      { APIGroup: apiGroup, Kind: kind, Name: name },
      'cannot change roleRef',
    ),
  ];
}

/** What may not change between two versions of an object; empty when all may. */
export function problemsOfChange(
  before: KubeObject,
  after: KubeObject,
): FieldCause[] {
  return byKind[after.kind]?.(before, after) ?? [];
}
