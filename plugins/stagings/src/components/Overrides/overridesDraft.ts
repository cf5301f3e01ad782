import { JsonObject } from '@backstage/types';
import { entriesOf, OverrideEntry, readEntries } from './entries';
import { parseOverrides, printOverrides } from './overridesText';

/** Overrides as they stand in the editor: as a list of keys and values, or as a text of YAML. */
export type OverridesDraft =
  | OverridesListDraft
  | { view: 'yaml'; text: string };

/** Overrides as a list. */
export interface OverridesListDraft {
  view: 'list';
  entries: OverrideEntry[];
}

/** The list that says the same as some overrides. */
export function draftOverrides(overrides: JsonObject): OverridesListDraft {
  return { view: 'list', entries: entriesOf(overrides) };
}

/** What a draft says; undefined while a part of it cannot be read. */
export function readOverrides(draft: OverridesDraft): JsonObject | undefined {
  const read =
    draft.view === 'list'
      ? readEntries(draft.entries)
      : parseOverrides(draft.text);
  return 'value' in read ? read.value : undefined;
}

/** The same overrides in the other view; undefined while a part of them cannot be read. */
export function switchView(draft: OverridesDraft): OverridesDraft | undefined {
  const value = readOverrides(draft);
  if (!value) return undefined;
  return draft.view === 'list'
    ? { view: 'yaml', text: printOverrides(value) }
    : draftOverrides(value);
}
