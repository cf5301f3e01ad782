import { hookEventsOf } from '../../../model/hook';
import { identityKey, identityOf, KubeObject } from '../../../model/kubeObject';
import { kindKey } from '../../../model/podTemplate';

/** A name that a template makes up: another one at each render. */
export interface MadeName {
  object: KubeObject;
  /** What the other render called the same object, where the two differ. */
  other?: string;
  /** What all names look like that the template makes up for the object. */
  pattern: RegExp;
}

/** Years to seconds, or seconds since the epoch, with or without separators. */
const TIME = /(^|\D)(\d{8,}|\d{4}-\d{2}-\d{2})/;

/**
 * Finds the objects whose names are made up: those that the other render calls otherwise, and those whose names
 * have a time in them, which is the same in two renders of one moment.
 *
 * @param isKnown - whether an object of that name is remembered
 */
export function madeNames(
  objects: readonly KubeObject[],
  again: readonly KubeObject[],
  isKnown: (object: KubeObject) => boolean,
): MadeName[] {
  const only = unmatched(objects, again);
  const others = unmatched(again, objects);
  const random = [...byKind(only)].flatMap(([kind, made]) => {
    const namesakes = byKind(others).get(kind) ?? [];
    if (namesakes.length !== made.length) return [];
    // Both renders are of the same templates, so they come in the same order.
    return made.map((object, index): MadeName => {
      const other = namesakes[index]?.metadata.name ?? '';
      const pattern = patternOf(object.metadata.name, other);
      return { object, other, pattern };
    });
  });
  const differing = new Set(only);
  const timed = objects
    .filter(object => !differing.has(object) && !isKnown(object))
    .filter(({ metadata }) => TIME.test(metadata.name))
    .map((object): MadeName => {
      const { name } = object.metadata;
      return { object, pattern: whole(piecewise(name, /\d+/g, digits)) };
    });
  return [...random, ...timed];
}

function unmatched(
  objects: readonly KubeObject[],
  others: readonly KubeObject[],
): KubeObject[] {
  const known = new Set(others.map(keyOf));
  return objects.filter(object => !known.has(keyOf(object)));
}

function keyOf(object: KubeObject): string {
  return identityKey(identityOf(object));
}

function byKind(objects: readonly KubeObject[]): Map<string, KubeObject[]> {
  const kinds = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const kind = `${kindKey(object)} ${hookEventsOf(object).join()}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), object]);
  }
  return kinds;
}

/**
 * What two names have in common, to the next separator: letters on both sides of what was made up may be the same
 * by chance.
 */
function patternOf(one: string, other: string): RegExp {
  const start = commonStart(one, other);
  const from = one.slice(0, start).search(/[a-z0-9]*$/);
  const rest = [one.slice(from), other.slice(from)] as const;
  const end = commonStart(reversed(rest[0]), reversed(rest[1]));
  const same = rest[0].slice(rest[0].length - end);
  const tail = same.slice(same.search(/[-.]|$/));
  const [middle = '', otherMiddle = ''] = rest.map(text =>
    text.slice(0, text.length - tail.length),
  );
  const lengths = (text: string) =>
    text.split(/[-.]/).map(piece => piece.length);
  const isSteady =
    JSON.stringify(lengths(middle)) === JSON.stringify(lengths(otherMiddle));
  const made = isSteady
    ? piecewise(middle, /[a-z0-9]+/g, text => `[a-z0-9]{${text.length}}`)
    : '[a-z0-9]+';
  return whole(`${escaped(one.slice(0, from))}${made}${escaped(tail)}`);
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

function digits(text: string): string {
  return `\\d{${text.length}}`;
}

/** A pattern of a text in which some pieces may be others. */
function piecewise(
  text: string,
  pieces: RegExp,
  pattern: (piece: string) => string,
): string {
  let done = 0;
  let result = '';
  for (const match of text.matchAll(pieces)) {
    result += escaped(text.slice(done, match.index)) + pattern(match[0]);
    done = match.index + match[0].length;
  }
  return result + escaped(text.slice(done));
}

function escaped(text: string): string {
  return text.replace(/[.]/g, '\\.');
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}
