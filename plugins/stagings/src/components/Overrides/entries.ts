import { JsonObject, JsonValue } from '@backstage/types';
import { KeyType } from 'backstage-plugin-stagings-common';
import { printKey } from './keyText';
import { fromLeaves, leadsTo, Leaf, leavesOf } from './leaves';

/** How a value is typed in; `remove` takes the chart's own value away. */
export const ENTRY_KINDS = [
  'text',
  'number',
  'boolean',
  'json',
  'remove',
] as const;

/** One way to type a value in. */
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One override as it is typed. The text stays while the kind changes, so that nothing typed is lost. */
export interface OverrideEntry {
  path: string[];
  kind: EntryKind;
  text: string;
}

/** Why an entry has no value. */
export type EntryProblem =
  | 'missing'
  | 'notNumber'
  | 'notExact'
  | 'notBoolean'
  | 'notJson'
  | 'insideAnother';

/** What entries say together, or the problems of those that say nothing, by their printed key. */
export type ReadEntries =
  | { value: JsonObject }
  | { problems: ReadonlyMap<string, EntryProblem> };

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The entries that say the same as some overrides. */
export function entriesOf(overrides: JsonObject): OverrideEntry[] {
  return leavesOf(overrides).map(({ path, value }) => entryOf(path, value));
}

/** The entry that says that a value stands somewhere. */
export function entryOf(path: string[], value: JsonValue): OverrideEntry {
  switch (typeof value) {
    case 'string':
      return { path, kind: 'text', text: value };
    case 'number':
      return { path, kind: 'number', text: String(value) };
    case 'boolean':
      return { path, kind: 'boolean', text: String(value) };
    default:
      return value === null
        ? { path, kind: 'remove', text: '' }
        : { path, kind: 'json', text: JSON.stringify(value, null, 2) };
  }
}

/** How a value of a type is typed in. */
export function kindOf(type: KeyType | undefined): EntryKind {
  switch (type) {
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
    case 'array':
      return 'json';
    default:
      return 'text';
  }
}

/** The same entry typed in another way. */
export function withKind(entry: OverrideEntry, kind: EntryKind): OverrideEntry {
  const isBoolean = entry.text === 'true' || entry.text === 'false';
  return kind === 'boolean' && !isBoolean
    ? { ...entry, kind, text: 'true' }
    : { ...entry, kind };
}

/** Reads all entries. */
export function readEntries(entries: readonly OverrideEntry[]): ReadEntries {
  const leaves: Leaf[] = [];
  const problems = new Map<string, EntryProblem>();
  for (const entry of entries) {
    const read = isInsideAnother(entry, entries)
      ? { problem: 'insideAnother' as const }
      : readEntry(entry);
    if ('problem' in read) problems.set(printKey(entry.path), read.problem);
    else leaves.push({ path: entry.path, value: read.value });
  }
  return problems.size > 0 ? { problems } : { value: fromLeaves(leaves) };
}

function isInsideAnother(
  entry: OverrideEntry,
  entries: readonly OverrideEntry[],
): boolean {
  return entries.some(
    other => other !== entry && leadsTo(other.path, entry.path),
  );
}

type ReadEntry = { value: JsonValue } | { problem: EntryProblem };

function readEntry({ kind, text }: OverrideEntry): ReadEntry {
  const isMissing =
    text.trim() === '' && (kind === 'number' || kind === 'json');
  if (isMissing) return { problem: 'missing' };
  switch (kind) {
    case 'remove':
      return { value: null };
    case 'number':
      return readNumber(text.trim());
    case 'boolean':
      return text === 'true' || text === 'false'
        ? { value: text === 'true' }
        : { problem: 'notBoolean' };
    case 'json':
      return readJson(text);
    default:
      return { value: text };
  }
}

function readNumber(text: string): ReadEntry {
  if (!NUMBER.test(text)) return { problem: 'notNumber' };
  const value = Number(text);
  const isExact =
    Number.isFinite(value) &&
    (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? { value } : { problem: 'notExact' };
}

function readJson(text: string): ReadEntry {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: 'notJson' };
  }
}
