import {
  Document,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
  YAMLParseError,
} from 'yaml';
import { KubeObject } from '../../model/kubeObject';
import { Fields, fieldAt, isFields, textAt } from '../../model/read';
import { RenderedObject } from '../../model/rendering';
import { Problem, throwProblems } from './problems';
import { kubernetesTags } from './yamlTags';

/** Aliases that one document may resolve, nested ones multiplied; more is an attack on memory. */
const MAX_ALIASES = 100;

type Parsed = { objects: RenderedObject[]; problems: Problem[] };

function invalid(message: string): Problem {
  return {
    reason: 'InvalidManifest',
    message,
    hint: 'Correct the template, or the override that leads to it.',
  };
}

/** Keys stay as they were written: the key `n` is not `false`, `1.10` not `1.1`. */
function keepKeysAsText(document: Document): void {
  visit(document, {
    Pair: (_, pair) => {
      const key = pair.key;
      if (!isScalar(key) || key.source === undefined) return;
      if (typeof key.value === 'string' || typeof key.value === 'symbol')
        return;
      key.value = key.source;
    },
  });
}

function describeSyntaxError(error: Error): string {
  const reason = error.message.split('\n')[0] ?? error.message;
  return reason.replace(/ at line \d+, column \d+:?$/, '');
}

function isKubeObject(value: unknown): value is KubeObject {
  return (
    !!textAt(value, 'apiVersion') &&
    !!textAt(value, 'kind') &&
    !!textAt(value, 'metadata', 'name')
  );
}

function describeIncomplete(value: Fields): string {
  const kind = textAt(value, 'kind');
  const name = textAt(value, 'metadata', 'name');
  const wrong = [['apiVersion'], ['kind'], ['metadata', 'name']].find(
    path => !textAt(value, ...path),
  );
  const path = (wrong ?? []).join('.');
  const found = fieldAt(value, ...(wrong ?? []));
  const subject =
    kind && name ? `${kind} ${name}` : kind ?? name ?? 'an object';
  if (found !== undefined && found !== null && found !== '') {
    return `${subject} has a ${typeof found} as its ${path}; YAML reads words such as y, no and on, and bare numbers, as values: put it in quotes`;
  }
  return textAt(value, 'metadata', 'generateName')
    ? `${subject} has only metadata.generateName; a staging needs names that stay the same, so give it a metadata.name`
    : `${subject} has no ${path}`;
}

/** Lists become their items. Lists nest, as in the output of `kubectl get -o yaml`. */
function flatten(value: unknown): unknown[] {
  const items = fieldAt(value, 'items');
  return textAt(value, 'kind')?.endsWith('List') && Array.isArray(items)
    ? items.flatMap(flatten)
    : [value];
}

function readDocument(
  document: Document.Parsed,
  source: string,
  lines: LineCounter,
): Parsed {
  const line = lines.linePos(document.contents?.range[0] ?? 0).line;
  const syntax = document.errors.map((error: YAMLParseError) =>
    invalid(
      `${source} line ${
        error.linePos?.[0].line ?? line
      } is not valid YAML: ${describeSyntaxError(error)}`,
    ),
  );
  if (syntax.length > 0) return { objects: [], problems: syntax };
  keepKeysAsText(document);

  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      objects: [],
      problems: [invalid(`${source} line ${line} cannot be read: ${reason}`)],
    };
  }
  if (content === null || content === undefined) {
    return { objects: [], problems: [] };
  }
  const parsed: Parsed = { objects: [], problems: [] };
  for (const value of flatten(content)) {
    if (isKubeObject(value)) parsed.objects.push({ object: value, source });
    else {
      const what = isFields(value)
        ? describeIncomplete(value)
        : `a ${
            Array.isArray(value) ? 'list' : typeof value
          } stands where a Kubernetes object should be`;
      parsed.problems.push(invalid(`${source} line ${line}: ${what}`));
    }
  }
  return parsed;
}

/**
 * Reads manifests as the API server would read them, except that keys stay text. Empty documents are
 * dropped and lists become their items. Of a key that is given twice, the last one counts.
 * @param source - names the text in messages
 * @throws TerminalError `InvalidManifest`, with the line, for invalid YAML and for objects that lack
 * apiVersion, kind or name
 */
export function parseManifests(text: string, source: string): RenderedObject[] {
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    schema: 'yaml-1.1',
    merge: true,
    uniqueKeys: false,
    customTags: kubernetesTags,
    lineCounter,
    prettyErrors: true,
    logLevel: 'error',
  });
  // Without any document the library answers an empty marker instead of a list.
  const parsed = [...documents].map(document =>
    readDocument(document, source, lineCounter),
  );
  throwProblems(parsed.flatMap(part => part.problems));
  return parsed.flatMap(part => part.objects);
}
