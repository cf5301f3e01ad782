/** What a line of a unified diff is. */
export type DiffLineKind = 'added' | 'removed' | 'hunk' | 'same';

/** One line of a unified diff. */
export interface DiffLine {
  kind: DiffLineKind;
  text: string;
}

/** The lines of a unified diff without file headers. */
export function diffLines(diff: string): DiffLine[] {
  return linesOf(diff).map(text => ({ kind: kindOf(text), text }));
}

/** The lines of a text that is no diff, whatever they begin with. */
export function plainLines(content: string): DiffLine[] {
  return linesOf(content).map(text => ({ kind: 'same', text }));
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

function kindOf(text: string): DiffLineKind {
  if (text.startsWith('@@')) return 'hunk';
  if (text.startsWith('+')) return 'added';
  return text.startsWith('-') ? 'removed' : 'same';
}
