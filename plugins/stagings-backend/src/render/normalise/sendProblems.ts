import { isFields } from '../../model/read';
import { RenderedObject } from '../../model/rendering';
import { describeRendered, Problem, refusal } from './problems';

/** Longest key of a map that the API server's YAML reader takes, in bytes. */
const KEY_LIMIT = 1024;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

function* textsOf(
  value: unknown,
  path: string,
): Generator<{ text: string; path: string; isKey: boolean }> {
  if (typeof value === 'string') {
    yield { text: value, path, isKey: false };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* textsOf(item, `${path}[${index}]`);
    }
  } else if (isFields(value)) {
    for (const [key, field] of Object.entries(value)) {
      yield { text: key, path, isKey: true };
      yield* textsOf(field, path === '' ? key : `${path}.${key}`);
    }
  }
}

/** Text that no request can carry: halves of surrogate pairs, and keys that are too long. */
export function sendProblems(rendered: RenderedObject): Problem[] {
  const subject = describeRendered(rendered);
  return [...textsOf(rendered.object, '')].flatMap(({ text, path, isKey }) => {
    const where = path === '' ? '' : ` at ${path.slice(0, 200)}`;
    if (LONE_SURROGATE.test(text)) {
      return refusal(
        rendered,
        `${subject} has text that is not valid Unicode${where}`,
        'Write the character itself, or an escape such as "\\U0001F600" instead of half of a pair.',
      );
    }
    if (isKey && Buffer.byteLength(text) > KEY_LIMIT) {
      return refusal(
        rendered,
        `${subject} has a key${where} that is longer than ${KEY_LIMIT} bytes`,
        'Shorten the key.',
      );
    }
    return [];
  });
}
