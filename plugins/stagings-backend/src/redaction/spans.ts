import { PATTERNS } from './patterns';

/** A part of a text: from `start` up to `end`, which is not in it. */
export interface Span {
  start: number;
  end: number;
}

/** Where known forms of secrets and what looks like a secret stand, in order; none touches another one. */
export function secretSpans(text: string, forms: readonly string[]): Span[] {
  return merged([...knownSpans(text, forms), ...patternSpans(text)]);
}

function knownSpans(text: string, forms: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const form of forms) {
    for (
      let start = text.indexOf(form);
      start !== -1;
      start = text.indexOf(form, start + 1)
    ) {
      spans.push({ start, end: start + form.length });
    }
  }
  return spans;
}

function patternSpans(text: string): Span[] {
  // Listing matches makes a copy of the pattern, and hardly any text has one.
  return PATTERNS.filter(pattern => text.search(pattern) !== -1).flatMap(
    pattern =>
      [...text.matchAll(pattern)].map(({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
      })),
  );
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of spans.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
