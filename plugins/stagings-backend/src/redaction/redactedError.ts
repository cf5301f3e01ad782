/** Masks what is in a text or document. */
type Redact = <T>(told: T) => T;

/** What an error is asked for whether or not it has it as a field of its own. */
const WORDS = ['name', 'message', 'stack'] as const;

/** An error as it may be told: of the same class, with the same words and fields, without secrets. */
export function redactedError(error: unknown, redact: Redact): Error {
  if (!(error instanceof Error)) return new Error(redact(String(error)));
  const told: Error = Object.create(prototypeOf(error));
  const fields = new Set([...WORDS, ...Object.getOwnPropertyNames(error)]);
  for (const field of fields) {
    const value = redactedField(Reflect.get(error, field), redact);
    if (value === undefined) continue;
    Object.defineProperty(told, field, {
      value,
      enumerable: Object.prototype.propertyIsEnumerable.call(error, field),
      writable: true,
      configurable: true,
    });
  }
  return told;
}

/** Errors of the platform, such as those of aborted requests, have fields that no copy can have. */
function prototypeOf(error: Error): object {
  const isOrdinary = Object.prototype.toString.call(error) === '[object Error]';
  return isOrdinary ? Object.getPrototypeOf(error) : Error.prototype;
}

/** Undefined for what is no data, such as the connection that failed. */
function redactedField(value: unknown, redact: Redact): unknown {
  if (value instanceof Error) return redactedError(value, redact);
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? undefined : redact(value);
  }
  if (Array.isArray(value)) {
    return value.flatMap(item => redactedField(item, redact) ?? []);
  }
  return isData(value) ? redact(value) : undefined;
}

function isData(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}
