/** One line of the answer. */
export interface Finding {
  measure: string;
  value: number;
  /** Empty for a ratio. */
  unit: string;
  /** What the value may be at most; absent for what only explains another line. */
  atMost?: number;
}

const HEADER = ['measure', 'value', 'target', 'met'] as const;

/** A table in Markdown, so that it can be pasted into the documentation. */
export function formatTable(findings: readonly Finding[]): string {
  const rows = [HEADER, ...findings.map(toRow)];
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  );
  const lines = rows.map(row => line(row, widths));
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** Whether a target was missed. */
export function isMissed({ value, atMost }: Finding): boolean {
  return atMost !== undefined && value > atMost;
}

function toRow(finding: Finding): readonly string[] {
  const { measure, value, unit, atMost } = finding;
  return [
    measure,
    show(value, unit),
    atMost === undefined ? '' : `≤ ${show(atMost, unit)}`,
    verdict(finding),
  ];
}

function verdict(finding: Finding): string {
  if (finding.atMost === undefined) return '';
  return isMissed(finding) ? 'no' : 'yes';
}

function show(value: number, unit: string): string {
  const digits = value < 10 && !Number.isInteger(value) ? 2 : 0;
  return [value.toFixed(digits), unit].filter(Boolean).join(' ');
}

function line(row: readonly string[], widths: readonly number[]): string {
  return `| ${row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join(' | ')} |`;
}
