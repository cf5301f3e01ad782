import { JsonObject, JsonValue } from '@backstage/types';
import { printKey } from '../Overrides/keyText';
import { fromLeaves, leadsTo, Leaf, leavesOf } from '../Overrides/leaves';

/** One value that differs between two states; absent where there is none. */
export interface FieldChange {
  path: string[];
  from?: JsonValue;
  to?: JsonValue;
}

/** One value that two people changed to different things. */
export interface FieldConflict {
  path: string[];
  mine?: JsonValue;
  theirs?: JsonValue;
}

/** What has to be changed in one state to have the other. */
export function changesBetween(
  from: JsonObject,
  to: JsonObject,
): FieldChange[] {
  const left = byKey(leavesOf(from));
  const right = byKey(leavesOf(to));
  return [...new Set([...left.keys(), ...right.keys()])].flatMap(key => {
    const [before, after] = [left.get(key), right.get(key)];
    const path = before?.path ?? after?.path ?? [];
    return isSame(before?.value, after?.value)
      ? []
      : [{ path, from: before?.value, to: after?.value }];
  });
}

/** Where my changes and theirs do not go together; those that are the same do. */
export function conflictsOf(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
): FieldConflict[] {
  const changed = changesBetween(base, theirs);
  return changesBetween(base, mine).flatMap(({ path, to }) => {
    const other = changed.find(change => overlap(change.path, path));
    const isAgreed =
      other && printKey(other.path) === printKey(path) && isSame(other.to, to);
    return !other || isAgreed ? [] : [{ path, mine: to, theirs: other.to }];
  });
}

/**
 * Their state with my changes made to it.
 * @param leave - printed keys of my changes that are given up
 */
export function rebase(
  base: JsonObject,
  mine: JsonObject,
  theirs: JsonObject,
  leave: ReadonlySet<string>,
): JsonObject {
  const kept = changesBetween(base, mine).filter(
    ({ path }) => !leave.has(printKey(path)),
  );
  const untouched = leavesOf(theirs).filter(
    leaf => !kept.some(change => overlap(change.path, leaf.path)),
  );
  const set = kept.flatMap(({ path, to }) =>
    to === undefined ? [] : [{ path, value: to }],
  );
  return fromLeaves([...untouched, ...set]);
}

function byKey(leaves: Leaf[]): Map<string, Leaf> {
  return new Map(leaves.map(leaf => [printKey(leaf.path), leaf]));
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  return leadsTo(one, other) || leadsTo(other, one);
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined) {
  return JSON.stringify(one) === JSON.stringify(other);
}
