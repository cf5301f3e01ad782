/** Fewer objects than this are never too many: small stagings change by large parts. */
const MIN_OBJECTS = 5;

/**
 * Whether a prune would take so much of a staging away that a person should confirm it first.
 *
 * @param pruned - how many objects would go
 * @param total - how many there are with them
 * @param maxShare - 0 to 1
 */
export function needsConfirmation(
  pruned: number,
  total: number,
  maxShare: number,
): boolean {
  return pruned >= MIN_OBJECTS && pruned > total * maxShare;
}
