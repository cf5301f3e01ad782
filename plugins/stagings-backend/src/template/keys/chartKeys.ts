import { JsonObject, JsonValue } from '@backstage/types';
import { OverrideKey } from 'backstage-plugin-stagings-common';
import { isJsonObject } from '../json';
import { KeyDescription, typeOf } from './describedKeys';
import { pathKey } from './pathKey';
import { SchemaNode } from './schemaKeys';

/** What the files of one chart say of its values. */
export interface ChartDescription {
  values: JsonObject;
  /** By {@link pathKey}. */
  comments: ReadonlyMap<string, string>;
  schema?: JsonObject;
  /** Charts within the chart, by the key under which their values stand. */
  subcharts: ReadonlyMap<string, ChartDescription>;
}

/** Deeper values are shown as a whole. */
const MAX_DEPTH = 6;
/** Values under it are the same for a chart and all charts within it. */
const GLOBAL = 'global';

/**
 * The values that overrides of a chart can set: those that are no maps, and maps that have no keys yet. Values
 * of charts within it stand under their keys, and are the outer chart's where that sets them.
 */
export function chartKeys(chart: ChartDescription): OverrideKey[] {
  const keys = new Map<string, OverrideKey>();
  collect(chart, [], keys);
  return [...keys.values()];
}

function collect(
  chart: ChartDescription,
  prefix: string[],
  keys: Map<string, OverrideKey>,
): void {
  const schema = chart.schema && SchemaNode.of(chart.schema);
  const add = (path: string[], described: KeyDescription) => {
    const full = path[0] === GLOBAL ? path : [...prefix, ...path];
    const key = pathKey(full);
    const known = keys.get(key);
    keys.set(key, {
      key,
      path: full,
      setBy: 'chart',
      ...described,
      ...known,
    });
  };
  walk({ chart, value: chart.values, schema, path: [], add });
  for (const [name, subchart] of chart.subcharts) {
    collect(subchart, [...prefix, name], keys);
  }
}

interface Place {
  chart: ChartDescription;
  value: JsonValue | undefined;
  schema: SchemaNode | undefined;
  path: string[];
  add: (path: string[], described: KeyDescription) => void;
}

function walk(place: Place): void {
  const { chart, value, schema, path } = place;
  const map = isJsonObject(value) ? value : {};
  const isOpen = value === undefined || isJsonObject(value);
  const names = isOpen
    ? [...new Set([...Object.keys(map), ...(schema?.fields() ?? [])])]
    : [];
  if (path.length > 0 && (names.length === 0 || path.length >= MAX_DEPTH)) {
    place.add(path, describe(place));
    return;
  }
  for (const name of names) {
    if (isCoveredBySubchart(chart, path, name, map[name])) continue;
    walk({
      ...place,
      value: Object.hasOwn(map, name) ? map[name] : undefined,
      schema: schema?.field(name),
      path: [...path, name],
    });
  }
}

/** An empty map in the place of a chart within the chart is no value: the keys come from that one. */
function isCoveredBySubchart(
  { subcharts }: ChartDescription,
  path: string[],
  name: string,
  value: JsonValue | undefined,
): boolean {
  return (
    path.length === 0 &&
    subcharts.has(name) &&
    (value === undefined ||
      value === null ||
      (isJsonObject(value) && Object.keys(value).length === 0))
  );
}

/** The chart's own value says more than a default of the schema; the schema's type more than the value's. */
function describe({ chart, value, schema, path }: Place): KeyDescription {
  const { type = typeOf(value), ...described } = schema?.describe() ?? {};
  const comment = chart.comments.get(pathKey(path));
  return {
    ...(type && { type }),
    ...(comment !== undefined && { description: comment }),
    ...described,
    ...(value !== undefined && { default: value }),
  };
}
