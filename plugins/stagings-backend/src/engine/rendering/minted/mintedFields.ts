import { identityKey, identityOf, KubeObject } from '../../../model/kubeObject';
import { isFields } from '../../../model/read';

/** The way to a field from the root of an object: keys of maps, and indexes of lists. */
export type FieldPath = ReadonlyArray<string | number>;

/** An object with the fields whose values its template makes up at each render. */
export interface MintedObject {
  object: KubeObject;
  fields: FieldPath[];
}

/**
 * What differs between two renders of the same inputs, such as passwords, certificates, and checksums over them.
 * An object that only one of them has is not among it.
 */
export function mintedObjects(
  objects: readonly KubeObject[],
  again: readonly KubeObject[],
): MintedObject[] {
  const others = new Map(
    again.map(object => [identityKey(identityOf(object)), object]),
  );
  return objects.flatMap(object => {
    const other = others.get(identityKey(identityOf(object)));
    const fields = other === undefined ? [] : differences(object, other);
    return fields.length === 0 ? [] : [{ object, fields }];
  });
}

function differences(
  one: unknown,
  other: unknown,
  path: FieldPath = [],
): FieldPath[] {
  if (isFields(one) && isFields(other)) {
    return Object.keys(one).flatMap(key =>
      differences(one[key], other[key], [...path, key]),
    );
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length
      ? one.flatMap((item, index) =>
          differences(item, other[index], [...path, index]),
        )
      : [path];
  }
  return one === other ? [] : [path];
}

/** Whether a field says something about pods, so that a new value there starts new ones. */
export function isPodAnnotation(path: FieldPath): boolean {
  const place = path.indexOf('template');
  return place >= 0 && path[place + 1] === 'metadata';
}

/** An object with the values that another one has in some fields, where it has any of the same sort. */
export function withValuesOf(
  object: KubeObject,
  live: KubeObject,
  fields: readonly FieldPath[],
): KubeObject {
  return fields.reduce<KubeObject>(
    (kept, path) => taken(kept, live, path) as KubeObject,
    object,
  );
}

function taken(value: unknown, live: unknown, path: FieldPath): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return typeof live === typeof value ? live : value;
  if (Array.isArray(value) && Array.isArray(live)) {
    const index = Number(step);
    return sameItem(value[index], live[index])
      ? value.with(index, taken(value[index], live[index], rest))
      : value;
  }
  if (!isFields(value) || !isFields(live)) return value;
  return { ...value, [step]: taken(value[step], live[step], rest) };
}

/** Items of lists are usually told apart by name; the cluster may have more of them. */
function sameItem(one: unknown, other: unknown): boolean {
  if (!isFields(one) || !isFields(other)) return typeof one === typeof other;
  return one.name === other.name;
}
