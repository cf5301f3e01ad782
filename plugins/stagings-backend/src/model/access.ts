/**
 * Which stagings a caller may see, as a boolean tree that the store turns into SQL. An empty list of
 * values, and an `anyOf` without members, matches nothing; an `allOf` without members matches everything.
 */
export type AccessFilter =
  | { allOf: AccessFilter[] }
  | { anyOf: AccessFilter[] }
  | { not: AccessFilter }
  | { entityRefs: string[] }
  | { createdBy: string[] }
  | { templates: string[] }
  | { clusters: string[] };
