/**
 * The new value, with every part that equals the old one replaced by the old object itself, so that what did
 * not change is not rendered again. For JSON values.
 */
export function keepIdentity<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    return keepArray(previous, next) as T;
  }
  if (isRecord(previous) && isRecord(next)) {
    return keepRecord(previous, next) as T;
  }
  return next;
}

function keepArray(previous: unknown[], next: unknown[]): unknown[] {
  const byId = new Map(previous.map(item => [idOf(item), item]));
  const kept = next.map((item, index) => {
    const id = idOf(item);
    return keepIdentity(
      id === undefined ? previous[index] : byId.get(id),
      item,
    );
  });
  const same =
    kept.length === previous.length &&
    kept.every((item, index) => Object.is(item, previous[index]));
  return same ? previous : kept;
}

function keepRecord(
  previous: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const kept = Object.fromEntries(
    Object.entries(next).map(([key, value]) => [
      key,
      keepIdentity(previous[key], value),
    ]),
  );
  const keys = Object.keys(kept);
  const same =
    keys.length === Object.keys(previous).length &&
    keys.every(key => key in previous && Object.is(kept[key], previous[key]));
  return same ? previous : kept;
}

function idOf(item: unknown): unknown {
  return isRecord(item) ? item.id : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
