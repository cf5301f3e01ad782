/** A row of a Markdown table: its cells by the texts of their heads. */
export type TableRow = Record<string, string>;

/**
 * The first table after a heading of a Markdown text.
 * @throws Error where there is none
 */
export function readTable(markdown: string, heading: string): TableRow[] {
  const lines = markdown.split('\n');
  const from = lines.findIndex(
    line => /^#+ /.test(line) && line.endsWith(` ${heading}`),
  );
  if (from < 0) throw new Error(`There is no heading '${heading}'`);
  const begin = lines.findIndex(
    (line, index) => index > from && line.startsWith('|'),
  );
  const rest = lines.slice(begin);
  const end = rest.findIndex(line => !line.startsWith('|'));
  const [heads = [], _rule, ...rows] = rest
    .slice(0, end < 0 ? undefined : end)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
  return rows.map(cells =>
    Object.fromEntries(heads.map((head, index) => [head, cells[index] ?? ''])),
  );
}
