import { Fields, isFields } from '../../model/read';

/** What one field manager owns of an object: its fields, with lists as a whole. */
export type OwnedFields = Fields;

/** The object with the fields of an apply, and without those that the same manager applied before and left out now. */
export function applyFields(
  live: Fields,
  before: OwnedFields,
  after: OwnedFields,
): Fields {
  const result: Record<string, unknown> = { ...live };
  for (const key of Object.keys(before)) {
    if (key in after) continue;
    const left = isFields(live[key])
      ? applyFields(live[key], fieldsOf(before[key]), {})
      : {};
    if (Object.keys(left).length > 0) result[key] = left;
    else delete result[key];
  }
  for (const [key, value] of Object.entries(after)) {
    result[key] = isFields(value)
      ? applyFields(fieldsOf(live[key]), fieldsOf(before[key]), value)
      : value;
  }
  return result;
}

/** What a manager still owns after another one wrote a patch. */
export function disown(owned: OwnedFields, patch: Fields): OwnedFields {
  const left: Record<string, unknown> = { ...owned };
  for (const [key, value] of Object.entries(patch)) {
    const current = left[key];
    if (isFields(value) && isFields(current))
      left[key] = disown(current, value);
    else delete left[key];
  }
  return left;
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
