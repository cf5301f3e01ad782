import { OverrideKey } from 'backstage-plugin-stagings-common';
import { identityOf, KubeObject } from '../../model/kubeObject';
import { containersOf, kindKey, podSpecOf } from '../../model/podTemplate';
import { Fields, fieldsAt, listAt, textAt } from '../../model/read';
import { pathKey } from './pathKey';

/** A variable of a container, and what gives its value. */
interface Variable {
  name: string;
  value?: string;
  /** Where the value comes from when it is not written there. */
  description?: string;
}

interface Workload {
  name: string;
  variables: Variable[];
}

/**
 * What overrides of plain objects can set: variables of the environment. One that every workload has is set
 * everywhere by its name alone; below the name of a workload it is set there.
 *
 * @param objects - as the template has them, expressions not evaluated
 */
export function environmentKeys(objects: readonly KubeObject[]): OverrideKey[] {
  const workloads = objects.flatMap(object => readWorkload(object, objects));
  const names = [
    ...new Set(
      workloads.flatMap(({ variables }) => variables.map(({ name }) => name)),
    ),
  ];
  const everywhere = names.flatMap(name => {
    const found = workloads.map(({ variables }) =>
      variables.find(variable => variable.name === name),
    );
    if (found.some(variable => variable === undefined)) return [];
    const values = new Set(found.map(variable => variable?.value));
    return [toKey([name], { ...found[0], name }, values.size === 1)];
  });
  const single = workloads.length === 1;
  const byWorkload = workloads.flatMap(workload =>
    workload.variables.map(variable =>
      toKey([workload.name, variable.name], variable, true),
    ),
  );
  return single ? everywhere : [...everywhere, ...byWorkload];
}

function toKey(
  path: string[],
  { value, description }: Variable,
  isSame: boolean,
): OverrideKey {
  return {
    key: pathKey(path),
    path,
    type: 'string',
    ...(isSame && description !== undefined && { description }),
    ...(isSame && value !== undefined && given(value)),
    setBy: 'template',
  };
}

function given(value: string): Pick<OverrideKey, 'default' | 'expression'> {
  return value.includes('${{') ? { expression: value } : { default: value };
}

function readWorkload(
  object: KubeObject,
  objects: readonly KubeObject[],
): Workload[] {
  const pod = podSpecOf(object);
  if (!pod) return [];
  const variables = new Map<string, Variable>();
  for (const { container, path } of containersOf(pod)) {
    if (!path.includes('.containers[')) continue;
    for (const variable of readContainer(container, objects)) {
      if (!variables.has(variable.name)) variables.set(variable.name, variable);
    }
  }
  const { name } = object.metadata;
  return [{ name, variables: [...variables.values()] }];
}

/** Variables of their own win over those of whole ConfigMaps and Secrets, as in the container. */
function readContainer(
  container: Fields,
  objects: readonly KubeObject[],
): Variable[] {
  return [
    ...listAt(container, 'env').flatMap(readVariable),
    ...listAt(container, 'envFrom').flatMap(source =>
      readSource(source, objects),
    ),
  ];
}

function readVariable(entry: Fields): Variable[] {
  const name = textAt(entry, 'name');
  if (name === undefined) return [];
  const value = textAt(entry, 'value');
  if (value !== undefined) return [{ name, value }];
  const description = sourceOf(entry);
  return [{ name, ...(description && { description }) }];
}

function sourceOf(entry: Fields): string | undefined {
  for (const [field, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const name = textAt(entry, 'valueFrom', field, 'name');
    const key = textAt(entry, 'valueFrom', field, 'key');
    if (name && key) return `From the key ${key} of the ${kind} ${name}`;
  }
  return undefined;
}

function readSource(
  source: Fields,
  objects: readonly KubeObject[],
): Variable[] {
  const prefix = textAt(source, 'prefix') ?? '';
  const find = (kind: '/ConfigMap' | '/Secret', name: string | undefined) =>
    objects.find(
      object => kindKey(object) === kind && identityOf(object).name === name,
    );
  const configMap = find('/ConfigMap', textAt(source, 'configMapRef', 'name'));
  const secret = find('/Secret', textAt(source, 'secretRef', 'name'));
  return [
    ...Object.entries(fieldsAt(configMap, 'data') ?? {}).map(
      ([key, value]) => ({
        name: `${prefix}${key}`,
        value: String(value),
        description: `From the ConfigMap ${configMap?.metadata.name}`,
      }),
    ),
    ...['data', 'stringData'].flatMap(field =>
      Object.keys(fieldsAt(secret, field) ?? {}).map(key => ({
        name: `${prefix}${key}`,
        description: `From the Secret ${secret?.metadata.name}`,
      })),
    ),
  ];
}
