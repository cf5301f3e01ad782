import { structuredPatch } from 'diff';

const CONTEXT_LINES = 3;
/** Texts that differ in more lines than this are two texts, not a change of one. */
const MAX_EDITS = 5_000;

/**
 * The hunks of a unified diff of two texts, without file headers; empty where they are the same.
 * Undefined where they have so little in common that a diff says nothing.
 */
export function unifiedDiff(before: string, after: string): string | undefined {
  const patch = structuredPatch('', '', before, after, '', '', {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS,
  });
  return patch?.hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) =>
      [
        `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
        ...lines,
        '',
      ].join('\n'),
    )
    .join('');
}
