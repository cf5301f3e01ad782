/** A bigint column as it is read: text from PostgreSQL, a number from SQLite. */
export type BigIntColumn = string | number;

/** Reads a bigint column; null is an absent value. */
export function toNumber(value: BigIntColumn): number;
export function toNumber(value: BigIntColumn | null): number | undefined;
export function toNumber(value: BigIntColumn | null): number | undefined {
  return value === null ? undefined : Number(value);
}

/** Parses a JSON column; null is an absent value. */
export function parseJson<T>(text: string): T;
export function parseJson<T>(text: string | null): T | undefined;
export function parseJson<T>(text: string | null): T | undefined {
  return text === null ? undefined : (JSON.parse(text) as T);
}
