import { Document, LineCounter, parseAllDocuments, YAMLParseError } from 'yaml';
import { KubeObject } from '../../model/kubeObject';
import { Fields, fieldAt, isFields, textAt } from '../../model/read';
import { RenderedObject } from '../../model/rendering';
import { Problem, throwProblems } from './problems';
import { yamlValue, YamlValueError } from './yamlValue';

type Parsed = { objects: RenderedObject[]; problems: Problem[] };

function invalid(
  message: string,
  hint = 'Correct the template, or the override that leads to it.',
): Problem {
  return { reason: 'InvalidManifest', message, hint };
}

function describeSyntaxError(error: Error): string {
  // The library walks a document on the stack, and tells of its end as of any other error.
  if (error.message.startsWith('Maximum call stack')) {
    return 'it is nested too deeply';
  }
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

/**
 * Lists become their items. Lists nest, as in the output of `kubectl get -o yaml`. Items of a `ConfigMapList` may
 * leave out what they are.
 */
function flatten(value: unknown): unknown[] {
  const items = fieldAt(value, 'items');
  const list = textAt(value, 'kind');
  if (!list?.endsWith('List') || !Array.isArray(items)) return [value];
  const kind = list.slice(0, -'List'.length);
  const apiVersion = textAt(value, 'apiVersion');
  return items
    .map(item =>
      kind !== '' && isFields(item) && !item.kind && !item.apiVersion
        ? { apiVersion, kind, ...item }
        : item,
    )
    .flatMap(flatten);
}

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
function isKustomization(value: Fields, source: string): boolean {
  const apiVersion = textAt(value, 'apiVersion');
  return apiVersion === undefined
    ? /(^|\/)kustomization(\.ya?ml)?$/i.test(source)
    : apiVersion.startsWith('kustomize.config.k8s.io/');
}

function describeOther(value: unknown, at: string, source: string): Problem {
  if (!isFields(value)) {
    const what = Array.isArray(value) ? 'list' : typeof value;
    return invalid(
      `${at}: a ${what} stands where a Kubernetes object should be`,
    );
  }
  if (!isKustomization(value, source)) {
    return invalid(`${at}: ${describeIncomplete(value)}`);
  }
  return invalid(
    `${at}: a kustomization stands where a Kubernetes object should be`,
    'Give its folder as kustomize.path of the template, or the files that are meant in manifests.path.',
  );
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

  let content: unknown;
  try {
    content = yamlValue(document);
  } catch (error) {
    if (!(error instanceof YamlValueError)) throw error;
    const at =
      error.offset === undefined ? line : lines.linePos(error.offset).line;
    return {
      objects: [],
      problems: [
        invalid(`${source} line ${at} cannot be read: ${error.message}`),
      ],
    };
  }
  if (content === null || content === undefined) {
    return { objects: [], problems: [] };
  }
  const parsed: Parsed = { objects: [], problems: [] };
  for (const value of flatten(content)) {
    if (isKubeObject(value)) parsed.objects.push({ object: value, source });
    else {
      const at = `${source} line ${line}`;
      parsed.problems.push(describeOther(value, at, source));
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
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
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
