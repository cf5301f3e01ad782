import { FieldCause, invalidValue, required } from './causes';
import { KubeObject } from '../model/objects';

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = `${label}(\\.${label})*`;

const labelText = (example: string) =>
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. ${example}, regex used for validation is '${label}')`;

const subdomainText = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`;

const serviceText = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;

const matches = (pattern: string, value: string) =>
  new RegExp(`^${pattern}$`).test(value);

/** What is wrong with a DNS-1123 label, such as a container's name. */
export function labelProblems(field: string, value: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (value.length > 63)
    causes.push(
      invalidValue(field, value, 'must be no more than 63 characters'),
    );
  if (!matches(label, value))
    causes.push(
      invalidValue(field, value, labelText("'my-name',  or '123-abc'")),
    );
  return causes;
}

const labelNamed = new Set(['Namespace']);
const pathNamed = new Set([
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
]);

/** Names from which longer ones are made have to leave room. */
const longestNames: Record<string, number> = { CronJob: 52, Job: 63 };

function nameProblems(kind: string, name: string): FieldCause[] {
  const field = 'metadata.name';
  if (pathNamed.has(kind)) {
    const bad = name === '.' || name === '..' || /[/%]/.test(name);
    return bad ? [invalidValue(field, name, "may not contain '/'")] : [];
  }
  if (kind === 'Service') {
    const causes: FieldCause[] = [];
    if (name.length > 63)
      causes.push(
        invalidValue(field, name, 'must be no more than 63 characters'),
      );
    if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name))
      causes.push(invalidValue(field, name, serviceText));
    return causes;
  }
  if (labelNamed.has(kind)) return labelProblems(field, name);
  const longest = longestNames[kind] ?? 253;
  const causes: FieldCause[] = [];
  if (name.length > longest) {
    causes.push(
      invalidValue(field, name, `must be no more than ${longest} characters`),
    );
  }
  if (!matches(subdomain, name))
    causes.push(invalidValue(field, name, subdomainText));
  return causes;
}

const valuePattern = '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?';
const valueText = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${valuePattern}')`;
const keyPattern = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const keyText = `name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${keyPattern}')`;

function keyProblems(field: string, key: string): FieldCause[] {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  const causes: FieldCause[] = [];
  if (prefix !== undefined && !matches(subdomain, prefix)) {
    causes.push(invalidValue(field, key, `prefix part ${subdomainText}`));
  }
  if (name.length > 63) {
    causes.push(
      invalidValue(field, key, 'name part must be no more than 63 characters'),
    );
  }
  if (!matches(keyPattern, name))
    causes.push(invalidValue(field, key, keyText));
  return causes;
}

/** What is wrong with labels at a path. */
export function labelsProblems(
  field: string,
  labels: Record<string, string> = {},
): FieldCause[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const causes = keyProblems(field, key);
    if (value.length > 63)
      causes.push(
        invalidValue(field, value, 'must be no more than 63 characters'),
      );
    if (!matches(valuePattern, value))
      causes.push(invalidValue(field, value, valueText));
    return causes;
  });
}

const MAX_ANNOTATIONS = 262144;

/** What is wrong with an object's name, labels and annotations. */
export function metadataProblems({ kind, metadata }: KubeObject): FieldCause[] {
  if (!metadata.name)
    return [required('metadata.name', 'name or generateName is required')];
  const annotations = Object.entries(metadata.annotations ?? {});
  const size = annotations.reduce(
    (sum, [key, value]) => sum + key.length + value.length,
    0,
  );
  return [
    ...nameProblems(kind, metadata.name),
    ...labelsProblems('metadata.labels', metadata.labels),
    ...annotations.flatMap(([key]) =>
      keyProblems('metadata.annotations', key.toLowerCase()),
    ),
    ...(size > MAX_ANNOTATIONS
      ? [
          {
            reason: 'FieldValueTooLong',
            message: 'Too long: may not be more than 262144 bytes',
            field: 'metadata.annotations',
          },
        ]
      : []),
  ];
}
