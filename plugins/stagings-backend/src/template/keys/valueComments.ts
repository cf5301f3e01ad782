import { isMap, isScalar, LineCounter, parseDocument, YAMLMap } from 'yaml';
import { pathKey } from './pathKey';

/**
 * What the comments of a values.yaml say, by {@link pathKey}:
 *
 * - lines right above a key, from the last that begins with `# --` where there is one
 *   (https://github.com/norwoodj/helm-docs#valuesyaml-metadata)
 * - else what stands behind the key on its line
 * - lines `## @param path [modifiers] text` anywhere
 *   (https://github.com/bitnami/readme-generator-for-helm#valuesyaml-metadata), which win
 */
export function valueComments(text: string): Map<string, string> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: false });
  const lines = text.split('\n');
  const comments = new Map<string, string>();
  const walk = (map: YAMLMap, path: string[]) => {
    for (const { key, value } of map.items) {
      if (!isScalar(key) || !key.range) continue;
      const at = [...path, String(key.value)];
      const line = lineCounter.linePos(key.range[0]).line - 1;
      const behind = isScalar(value) ? value.comment : undefined;
      const found = commentAbove(lines, line) ?? tidy([behind ?? '']);
      if (found) comments.set(pathKey(at), found);
      if (isMap(value)) walk(value, at);
    }
  };
  if (isMap(document.contents)) walk(document.contents, []);
  for (const [path, description] of parameterLines(lines)) {
    comments.set(path, description);
  }
  return comments;
}

const COMMENT = /^\s*#+ ?(.*)$/;
/** For other tools, not for people. */
const DIRECTIVE = /^\s*(@\w+|-{3,}|={3,}|#{3,})/;

function commentAbove(lines: string[], line: number): string | undefined {
  const above: string[] = [];
  for (let index = line - 1; index >= 0; index--) {
    const comment = COMMENT.exec(lines[index] ?? '')?.[1];
    if (comment === undefined) break;
    above.unshift(comment);
  }
  const begin = above.findLastIndex(comment => /^-- /.test(comment));
  return tidy(begin < 0 ? above : above.slice(begin));
}

function tidy(comments: string[]): string | undefined {
  const text = comments
    .filter(comment => !DIRECTIVE.test(comment))
    .map(comment => comment.replace(/^\s*-- /, '').trim())
    .filter(comment => comment !== '')
    .join(' ')
    .replace(/^\((string|int|float|bool|object|list|tpl\/\w+)\) /, '');
  return text === '' ? undefined : text;
}

const PARAMETER = /^\s*#+ ?@(?:param|extra) (\S+)(?: +\[[^\]]*\])? +(.+)$/;

function parameterLines(lines: string[]): Array<[string, string]> {
  return lines.flatMap(line => {
    const [, path, description] = PARAMETER.exec(line) ?? [];
    return path && description
      ? [[path, description.trim()] as [string, string]]
      : [];
  });
}
