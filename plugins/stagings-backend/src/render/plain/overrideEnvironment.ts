import { JsonObject, JsonValue } from '@backstage/types';
import { RenderedObject } from '../../model/rendering';
import { isJsonObject } from '../../template/json';
import { renderFailed } from '../renderFailed';

/** Where the spec of the pods lies within the spec of each kind of workload. */
const WORKLOADS: Record<string, readonly string[]> = {
  Pod: [],
  Deployment: ['template', 'spec'],
  ReplicaSet: ['template', 'spec'],
  StatefulSet: ['template', 'spec'],
  DaemonSet: ['template', 'spec'],
  Job: ['template', 'spec'],
  CronJob: ['jobTemplate', 'spec', 'template', 'spec'],
};

const VARIABLE_NAME = /^[A-Za-z_.-][A-Za-z0-9_.-]*$/;

/**
 * Overrides of plain objects change the environment of containers (not of init containers):
 *
 * - `{ "KEY": "value" }` sets KEY in every container of every workload,
 * - `{ "worker": { "KEY": "value" } }` in those of the workload called `worker`, and wins over the former,
 * - `null` as value removes KEY.
 *
 * Numbers and booleans are written as text. A key that is set replaces the whole entry of that name, also one that
 * came from a ConfigMap or Secret.
 *
 * @throws TerminalError for an override that names no workload, or whose value cannot be a variable
 */
export function overrideEnvironment(
  objects: RenderedObject[],
  overrides: JsonObject,
): RenderedObject[] {
  const { everywhere, byWorkload } = sortOverrides(overrides);
  refuseUnknownWorkloads(objects, [...byWorkload.keys()]);
  if (Object.keys(overrides).length === 0) return objects;
  return objects.map(rendered => {
    const { object } = rendered;
    const path = WORKLOADS[object.kind];
    if (!path) return rendered;
    const variables = new Map([
      ...everywhere,
      ...(byWorkload.get(object.metadata.name) ?? []),
    ]);
    if (!object.spec) return rendered;
    const spec = updateAt(object.spec, path, podSpec =>
      overrideContainers(podSpec, variables),
    );
    return { ...rendered, object: { ...object, spec } };
  });
}

type Variables = Map<string, string | null>;

function sortOverrides(overrides: JsonObject): {
  everywhere: Variables;
  byWorkload: Map<string, Variables>;
} {
  const everywhere: Variables = new Map();
  const byWorkload = new Map<string, Variables>();
  for (const [key, value] of Object.entries(overrides)) {
    if (isJsonObject(value)) {
      const variables = Object.entries(value).map(
        ([name, item]) =>
          [
            name,
            variableValue(name, item, `overrides.${key}.${name}`),
          ] as const,
      );
      byWorkload.set(key, new Map(variables));
    } else {
      everywhere.set(key, variableValue(key, value, `overrides.${key}`));
    }
  }
  return { everywhere, byWorkload };
}

function variableValue(
  name: string,
  value: JsonValue | undefined,
  path: string,
): string | null {
  if (!VARIABLE_NAME.test(name)) {
    throw invalid(`${path}: "${name}" cannot be the name of a variable`);
  }
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') {
    throw invalid(`${path}: must be text, a number, true, false or null`);
  }
  return String(value);
}

function refuseUnknownWorkloads(
  objects: RenderedObject[],
  wanted: string[],
): void {
  const known = objects
    .filter(({ object }) => WORKLOADS[object.kind])
    .map(({ object }) => object.metadata.name);
  const unknown = wanted.find(name => !known.includes(name));
  if (unknown === undefined) return;
  throw invalid(
    `overrides.${unknown}: there is no workload "${unknown}"; there are ${known.join(
      ', ',
    )}`,
  );
}

function updateAt(
  value: JsonObject,
  path: readonly string[],
  update: (value: JsonObject) => JsonObject,
): JsonObject {
  const [field, ...rest] = path;
  if (field === undefined) return update(value);
  const below = value[field];
  if (!isJsonObject(below)) return value;
  return { ...value, [field]: updateAt(below, rest, update) };
}

function overrideContainers(
  podSpec: JsonObject,
  variables: Variables,
): JsonObject {
  const { containers } = podSpec;
  if (!Array.isArray(containers)) return podSpec;
  return {
    ...podSpec,
    containers: containers.map(container =>
      isJsonObject(container)
        ? overrideContainer(container, variables)
        : container,
    ),
  };
}

function overrideContainer(
  container: JsonObject,
  variables: Variables,
): JsonObject {
  const env = Array.isArray(container.env) ? container.env : [];
  const kept = env.filter(
    entry => !(isJsonObject(entry) && variables.has(String(entry.name))),
  );
  const set = [...variables].flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
  return { ...container, env: [...kept, ...set] };
}

function invalid(message: string) {
  return renderFailed('InvalidOverrides', message, {
    text: 'Correct the overrides: { KEY: value } for all workloads, { workload: { KEY: value } } for one.',
    audience: 'engineer',
  });
}
