import { startOf } from '../model/startOf';

/** Longest message that is kept of an answer that is not Kubernetes'. */
const FOREIGN_TEXT_LIMIT = 300;
const MESSAGE_LIMIT = 1000;

/** What the server says of a field after the value that it quotes, when the value is not a plain scalar. */
const KNOWN_VERDICTS = [
  /field is immutable(?: when `\w+` is set)?/,
  /may not change once set/,
  /cannot change roleRef/,
  /field can not be less than [\w.]+/,
  /spec is immutable after creation/,
  /pod updates may not change fields other than/,
];

/** A value as Go prints it: a quoted text, a number or a word; then the verdict. */
const SCALAR_AND_VERDICT = /^(?:"(?:[^"\\]|\\.)*"|[\w.+-]+): (.+)$/;

/**
 * The message of a cause without the value that the server quotes: for an invalid field it prints the whole
 * structure, environment and all.
 */
export function cleanCause(message: string): string {
  const line = firstLine(message);
  const quoting = /^((?:Invalid|Duplicate) value): (.*)$/.exec(line);
  if (!quoting) {
    return shorten(line, MESSAGE_LIMIT);
  }
  const [, complaint = '', rest = ''] = quoting;
  return verdictOf(rest) ?? complaint.toLocaleLowerCase('en-US');
}

/** The message of a refused call, fit to be shown and stored. */
export function cleanMessage(
  message: string,
  status: number,
  causes: { field: string; message: string }[],
): string {
  const line = firstLine(message.trim());
  if (line === '') {
    return `the cluster answered ${status} without a word`;
  }
  const rights = missingRights(message);
  if (rights !== '') return shorten(`${line} ${rights}`, MESSAGE_LIMIT);
  if (status === 422 && causes.length > 0) {
    return `${upTo(line, ' is invalid')}: ${causes.map(nameField).join('; ')}`;
  }
  const quoting = / ?(?:Invalid|Duplicate) value: /.exec(line);
  if (quoting) {
    return shorten(
      line.slice(0, quoting.index).replace(/:$/, ''),
      MESSAGE_LIMIT,
    );
  }
  return shorten(withoutGivenValue(line), MESSAGE_LIMIT);
}

/** Text of a proxy or a web server in between, which may be a whole page. */
export function cleanForeignText(text: string, status: number): string {
  const words = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === ''
    ? `the cluster answered ${status} without a word`
    : shorten(words, FOREIGN_TEXT_LIMIT);
}

/** A rule as the server prints it: `{APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}`. */
const RULE = /^\{(?:APIGroups|NonResourceURLs):\[.*\], Verbs:\[.*\]\}$/;

/** The rights that somebody would hand on without having them: `get, list of deployments in apps`. */
function missingRights(message: string): string {
  return message
    .split('\n')
    .filter(line => RULE.test(line))
    .map(rule => {
      const groups = quotedIn(rule, 'APIGroups').filter(name => name !== '');
      const things = [
        ...quotedIn(rule, 'Resources'),
        ...quotedIn(rule, 'NonResourceURLs'),
      ].join(', ');
      const where = groups.length === 0 ? '' : ` in ${groups.join(', ')}`;
      return `${quotedIn(rule, 'Verbs').join(', ')} of ${things}${where}`;
    })
    .join('; ');
}

function quotedIn(rule: string, field: string): string[] {
  const list = new RegExp(`[{ ]${field}:\\[([^\\]]*)\\]`).exec(rule)?.[1] ?? '';
  return [...list.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text);
}

function nameField(cause: { field: string; message: string }): string {
  return cause.field === ''
    ? cause.message
    : `${cause.field}: ${cause.message}`;
}

function verdictOf(valueAndVerdict: string): string | undefined {
  const scalar = SCALAR_AND_VERDICT.exec(valueAndVerdict);
  if (scalar) {
    return scalar[1];
  }
  for (const verdict of KNOWN_VERDICTS) {
    const found = verdict.exec(valueAndVerdict);
    if (found) {
      return found[0];
    }
  }
  return undefined;
}

/** A typed-patch failure prints the value: `expected string, got &value.valueUnstructured{Value:8080}`. */
function withoutGivenValue(line: string): string {
  return line.replace(/, got &.*$/, '');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function upTo(text: string, end: string): string {
  const at = text.indexOf(end);
  return at === -1 ? text : text.slice(0, at + end.length);
}

function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${startOf(text, limit - 1)}…`;
}
