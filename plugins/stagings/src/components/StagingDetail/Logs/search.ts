/** Where a text was found. */
export interface Match {
  /** Index of the line. */
  line: number;
  /** Which of the line's matches it is, from 0. */
  inLine: number;
}

/** A part of a line: found or not. */
export interface LinePart {
  text: string;
  /** Which of the line's matches it is; absent for what lies between. */
  match?: number;
}

/** All places where the lines hold a text, in whatever case. */
export function findAll(lines: readonly string[], wanted: string): Match[] {
  if (wanted === '') return [];
  return lines.flatMap((text, line) =>
    placesIn(text, wanted).map((_place, inLine) => ({ line, inLine })),
  );
}

/** A line in parts, so that what was found can be marked. */
export function partsOf(line: string, wanted: string): LinePart[] {
  let from = 0;
  const parts = placesIn(line, wanted).flatMap((place, match) => {
    const between = { text: line.slice(from, place) };
    from = place + wanted.length;
    return [between, { text: line.slice(place, from), match }];
  });
  return [...parts, { text: line.slice(from) }].filter(({ text }) => text);
}

/** The match before or after one, around the ends. */
export function stepTo(current: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (current + by + count) % count;
}

function placesIn(line: string, wanted: string): number[] {
  if (wanted === '') return [];
  const text = line.toLowerCase();
  const sought = wanted.toLowerCase();
  const places: number[] = [];
  for (
    let place = text.indexOf(sought);
    place >= 0;
    place = text.indexOf(sought, place + sought.length)
  ) {
    places.push(place);
  }
  return places;
}
