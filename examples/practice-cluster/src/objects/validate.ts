import {
  asObject,
  asObjects,
  asString,
  isObject,
  Json,
  JsonObject,
} from '../model/json';
import { KubeObject, LabelSelector } from '../model/objects';
import { selectorPredicate } from '../model/selectors';
import { FieldCause, invalidValue, required } from './causes';
import {
  labelProblems,
  labelsProblems,
  metadataProblems,
} from './validateNames';

type Rule = (spec: JsonObject, object: KubeObject) => FieldCause[];

const workload: Rule = spec => [
  ...selectorProblems(spec),
  ...templateProblems(spec),
];

const byKind: Record<string, Rule> = {
  Deployment: spec => [
    ...negative(spec, 'replicas'),
    ...workload(spec, {} as KubeObject),
  ],
  ReplicaSet: workload,
  StatefulSet: workload,
  DaemonSet: workload,
  Job: spec => [
    ...negative(spec, 'completions'),
    ...negative(spec, 'parallelism'),
    ...negative(spec, 'backoffLimit'),
    ...templateProblems(spec),
    ...finite(spec, 'spec.template.spec.restartPolicy'),
  ],
  CronJob: cronJobProblems,
  Pod: spec => podProblems(spec, 'spec'),
  Service: serviceProblems,
  Ingress: spec =>
    spec.rules || spec.defaultBackend
      ? ingressProblems(spec)
      : [
          invalidValue(
            'spec',
            undefined,
            'either `defaultBackend` or `rules` must be specified',
          ),
        ],
  PersistentVolumeClaim: claimProblems,
  HorizontalPodAutoscaler: autoscalerProblems,
  ConfigMap: (_spec, object) => dataProblems(object),
  Secret: (_spec, object) => [
    ...dataProblems(object),
    ...base64Problems(object),
  ],
};

function negative(spec: JsonObject, field: string): FieldCause[] {
  const value = spec[field];
  return typeof value === 'number' && value < 0
    ? [
        invalidValue(
          `spec.${field}`,
          value,
          'must be greater than or equal to 0',
        ),
      ]
    : [];
}

function selectorProblems(spec: JsonObject): FieldCause[] {
  const labels = asObject(asObject(asObject(spec.template).metadata).labels);
  const causes: FieldCause[] = [];
  if (!isObject(spec.selector)) causes.push(required('spec.selector'));
  else if (Object.keys(spec.selector).length === 0) {
    causes.push(
      invalidValue(
        'spec.selector',
        {},
        'empty selector is invalid for deployment',
      ),
    );
  }
  const selects =
    isObject(spec.selector) &&
    selectorPredicate(spec.selector as LabelSelector)(
      labels as Record<string, string>,
    );
  if (!selects) {
    const shown = Object.keys(labels).length ? labels : undefined;
    causes.push(
      invalidValue(
        'spec.template.metadata.labels',
        shown,
        '`selector` does not match template `labels`',
      ),
    );
  }
  return causes;
}

function templateProblems(spec: JsonObject): FieldCause[] {
  const template = asObject(spec.template);
  const labels = asObject(asObject(template.metadata).labels) as Record<
    string,
    string
  >;
  return [
    ...labelsProblems('spec.template.labels', labels),
    ...podProblems(
      asObject(template.spec),
      'spec.template.spec',
      asObjects(spec.volumeClaimTemplates).map(claim =>
        asString(asObject(claim.metadata).name),
      ),
    ),
  ];
}

function finite(spec: JsonObject, field: string): FieldCause[] {
  const policy = asObject(asObject(spec.template).spec).restartPolicy;
  return policy === 'Never' || policy === 'OnFailure'
    ? []
    : [required(field, 'valid values: "OnFailure", "Never"')];
}

function podProblems(
  spec: JsonObject,
  path: string,
  claims: readonly (string | undefined)[] = [],
): FieldCause[] {
  const containers = asObjects(spec.containers);
  const volumes = asObjects(spec.volumes)
    .map(volume => asString(volume.name))
    .concat(claims);
  const check = (list: JsonObject[], field: string) =>
    list.flatMap((container, i) =>
      containerProblems(container, `${path}.${field}[${i}]`, volumes),
    );
  return [
    ...asObjects(spec.volumes).flatMap((volume, i) =>
      labelProblems(`${path}.volumes[${i}].name`, asString(volume.name) ?? ''),
    ),
    ...(containers.length
      ? check(containers, 'containers')
      : [required(`${path}.containers`)]),
    ...check(asObjects(spec.initContainers), 'initContainers'),
    ...duplicates(containers, `${path}.containers`),
  ];
}

function duplicates(containers: JsonObject[], path: string): FieldCause[] {
  return containers.flatMap((container, i) =>
    containers.findIndex(other => other.name === container.name) < i
      ? [
          {
            reason: 'FieldValueDuplicate',
            message: `Duplicate value: ${JSON.stringify(container.name)}`,
            field: `${path}[${i}].name`,
          },
        ]
      : [],
  );
}

function containerProblems(
  container: JsonObject,
  path: string,
  volumes: readonly (string | undefined)[],
): FieldCause[] {
  const name = asString(container.name);
  return [
    ...(name
      ? labelProblems(`${path}.name`, name)
      : [required(`${path}.name`)]),
    ...(container.image ? [] : [required(`${path}.image`)]),
    ...asObjects(container.ports).flatMap((port, i) =>
      portProblems(`${path}.ports[${i}].containerPort`, port.containerPort),
    ),
    ...asObjects(container.env).flatMap((variable, i) =>
      envProblems(variable, `${path}.env[${i}]`),
    ),
    ...asObjects(container.volumeMounts).flatMap((mount, i) =>
      volumes.includes(asString(mount.name))
        ? []
        : [
            {
              reason: 'FieldValueNotFound',
              message: `Not found: ${JSON.stringify(mount.name)}`,
              field: `${path}.volumeMounts[${i}].name`,
            },
          ],
    ),
  ];
}

function envProblems(variable: JsonObject, path: string): FieldCause[] {
  if (!variable.name) return [required(`${path}.name`)];
  return variable.value && variable.valueFrom
    ? [
        invalidValue(
          `${path}.valueFrom`,
          '',
          'may not be specified when `value` is not empty',
        ),
      ]
    : [];
}

function portProblems(field: string, port: Json | undefined): FieldCause[] {
  if (port === undefined) return [required(field)];
  const fits = typeof port === 'number' && port >= 1 && port <= 65535;
  return fits
    ? []
    : [invalidValue(field, port, 'must be between 1 and 65535, inclusive')];
}

function serviceProblems(spec: JsonObject): FieldCause[] {
  const ports = asObjects(spec.ports);
  if (spec.type === 'ExternalName') {
    return spec.externalName ? [] : [required('spec.externalName')];
  }
  if (!ports.length && spec.clusterIP !== 'None')
    return [required('spec.ports')];
  return ports.flatMap((port, i) => {
    const path = `spec.ports[${i}]`;
    return [
      ...(ports.length > 1 && !port.name ? [required(`${path}.name`)] : []),
      ...portProblems(`${path}.port`, port.port),
      ...(typeof port.targetPort === 'number'
        ? portProblems(`${path}.targetPort`, port.targetPort)
        : []),
    ];
  });
}

function ingressProblems(spec: JsonObject): FieldCause[] {
  return asObjects(spec.rules).flatMap((rule, r) =>
    asObjects(asObject(rule.http).paths).flatMap((path, p) => {
      const field = `spec.rules[${r}].http.paths[${p}]`;
      return [
        ...(path.pathType
          ? []
          : [required(`${field}.pathType`, 'pathType must be specified')]),
        ...(isObject(path.backend) ? [] : [required(`${field}.backend`)]),
      ];
    }),
  );
}

function claimProblems(spec: JsonObject): FieldCause[] {
  const modes = Array.isArray(spec.accessModes) && spec.accessModes.length > 0;
  const storage = asObject(asObject(spec.resources).requests).storage;
  return [
    ...(modes
      ? []
      : [required('spec.accessModes', 'at least 1 access mode is required')]),
    ...(storage ? [] : [required('spec.resources[storage]')]),
  ];
}

function cronJobProblems(spec: JsonObject): FieldCause[] {
  const schedule = asString(spec.schedule);
  const jobSpec = asObject(asObject(spec.jobTemplate).spec);
  const nested = [
    ...templateProblems(jobSpec),
    ...finite(jobSpec, 'spec.template.spec.restartPolicy'),
  ];
  return [
    ...(schedule ? scheduleProblems(schedule) : [required('spec.schedule')]),
    ...nested.map(cause => ({
      ...cause,
      field: cause.field.replace(/^spec/, 'spec.jobTemplate.spec'),
    })),
  ];
}

function scheduleProblems(schedule: string): FieldCause[] {
  if (schedule.startsWith('@')) return [];
  const fields = schedule.trim().split(/\s+/);
  return fields.length === 5
    ? []
    : [
        invalidValue(
          'spec.schedule',
          schedule,
          `expected exactly 5 fields, found ${fields.length}: [${fields.join(
            ' ',
          )}]`,
        ),
      ];
}

function autoscalerProblems(spec: JsonObject): FieldCause[] {
  const target = asObject(spec.scaleTargetRef);
  return [
    ...(spec.maxReplicas
      ? []
      : [required('spec.maxReplicas', 'must be set and greater than 0')]),
    ...(Number(spec.maxReplicas ?? 0) < Number(spec.minReplicas ?? 1)
      ? [
          invalidValue(
            'spec.maxReplicas',
            spec.maxReplicas ?? 0,
            'must be greater than or equal to `minReplicas`',
          ),
        ]
      : []),
    ...(target.kind ? [] : [required('spec.scaleTargetRef.kind')]),
    ...(target.name ? [] : [required('spec.scaleTargetRef.name')]),
  ];
}

function dataProblems(object: KubeObject): FieldCause[] {
  return Object.keys(asObject(object.data)).flatMap(key =>
    /^[-._a-zA-Z0-9]+$/.test(key)
      ? []
      : [
          invalidValue(
            `data[${key}]`,
            key,
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
          ),
        ],
  );
}

function base64Problems(object: KubeObject): FieldCause[] {
  return Object.entries(asObject(object.data)).flatMap(([key, value]) =>
    /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(String(value ?? ''))
      ? []
      : [
          invalidValue(
            `data[${key}]`,
            '<secret contents redacted>',
            'illegal base64 data',
          ),
        ],
  );
}

/** What is wrong with an object, a cause a field; empty when it is valid. */
export function problemsOfObject(object: KubeObject): FieldCause[] {
  const spec = asObject(object.spec);
  return [
    ...metadataProblems(object),
    ...(byKind[object.kind]?.(spec, object) ?? []),
  ];
}
