import { Cause } from '../model/StatusError';

/** A cause that names its field, as validation makes them. */
export type FieldCause = Cause & { field: string };

const shown = (value: unknown) =>
  value === undefined ? 'null' : JSON.stringify(value);

/** The field is missing. */
export const required = (field: string, why?: string): FieldCause => ({
  reason: 'FieldValueRequired',
  message: why ? `Required value: ${why}` : 'Required value',
  field,
});

/** The value is wrong. */
export const invalidValue = (
  field: string,
  value: unknown,
  why: string,
): FieldCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${shown(value)}: ${why}`,
  field,
});

/** The value may not be there, or may not change. */
export const forbiddenField = (field: string, why: string): FieldCause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${why}`,
  field,
});
