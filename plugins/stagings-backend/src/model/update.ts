import { Fields, isFields } from './read';

/** A copy with another value at a path; objects missing on the way are made. */
export function updateAt<T extends Fields>(
  object: T,
  path: readonly string[],
  change: (value: unknown) => unknown,
): T {
  const [step, ...rest] = path;
  if (step === undefined) return object;
  const current = object[step];
  const next =
    rest.length === 0
      ? change(current)
      : updateAt(isFields(current) ? current : {}, rest, change);
  return { ...object, [step]: next };
}

/** A copy with each object of the list at a path changed; without such a list, the object itself. */
export function updateItemsAt<T extends Fields>(
  object: T,
  path: readonly string[],
  change: (item: Fields) => Fields,
): T {
  const list = path.reduce<unknown>(
    (value, step) => (isFields(value) ? value[step] : undefined),
    object,
  );
  if (!Array.isArray(list)) return object;
  return updateAt(object, path, () =>
    list.map(item => (isFields(item) ? change(item) : item)),
  );
}

/** A copy without one field. */
export function without<T extends Record<string, unknown>>(
  object: T,
  field: string,
): T {
  const copy = { ...object };
  delete copy[field];
  return copy;
}
