import { JsonValue } from '@backstage/types';
import { printValue } from '../Overrides/provenance';

/** A value as one side has it. */
export function printSide(
  value: JsonValue | undefined,
  nothing: string,
): string {
  return value === undefined ? nothing : printValue(value);
}
