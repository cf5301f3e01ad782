/**
 * Shorter values are words like `true` and `5432`: masking them would blank everything, and they guard nothing.
 */
export const MIN_LENGTH = 6;

/** Lines of a longer value that are printed one by one; shorter ones are braces and the like. */
const MIN_LINE_LENGTH = 8;

/** Longer values are looked for in pieces, so that a stream has to keep little back. */
const PIECE_LENGTH = 1024;

/** Of longer values, such as bundles of certificates, the rest is not looked for: it would cost every line. */
const MAX_LENGTH = 16 * 1024;

/** Columns at which programs break lines of base64: `base64` and MIME, and PEM. */
const BASE64_COLUMNS = [76, 64];

/** All forms in which a value may stand in a text. None for a value that is too short to be looked for. */
export function formsOf(value: string): string[] {
  const forms = new Set<string>();
  for (const part of partsOf(value)) {
    for (const form of [...writtenForms(part), ...base64Forms(part)]) {
      for (const piece of piecesOf(form)) {
        if (piece.length >= MIN_LENGTH) forms.add(piece);
      }
    }
  }
  return [...forms];
}

/** The value, without the line break that files end with, and each line of it. */
function partsOf(value: string): string[] {
  const whole = value.slice(0, MAX_LENGTH).trim();
  if (whole.length < MIN_LENGTH) return [];
  const lines = whole
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line.length >= MIN_LINE_LENGTH);
  return lines.length > 1 || whole.includes('\n') ? [whole, ...lines] : [whole];
}

function writtenForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const percent = encodeURIComponent(Buffer.from(text).toString());
  const strict = percent.replace(/[!'()*]/g, percentOf);
  return [
    text,
    json,
    // Go's encoder writes these so, and with it the API server.
    json.replace(/[<>&]/g, character => `\\u00${hexOf(character)}`),
    ...[percent, strict].flatMap(encoded => [
      encoded,
      encoded.replace(/%20/g, '+'),
      encoded.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
    ]),
  ];
}

function percentOf(character: string): string {
  return `%${hexOf(character).toUpperCase()}`;
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16);
}

/**
 * What of a value's base64 does not depend on what stands before and after it: base64 writes three bytes as four
 * characters, so a value may begin at the first, second or third byte of a group.
 */
function base64Forms(text: string): string[] {
  const whole = Buffer.from(text, 'utf8').toString('base64');
  const bytes = Buffer.from(text, 'utf8');
  const aligned = [0, 1, 2].map(offset => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const start = Math.ceil((offset * 8) / 6);
    const end = Math.floor((encoded.length * 8) / 6);
    return encoded.toString('base64').slice(start, end);
  });
  const wrapped = BASE64_COLUMNS.flatMap(columns =>
    whole.length > columns ? cut(whole, columns) : [],
  );
  return [...aligned, ...wrapped].flatMap(form => [form, urlSafe(form)]);
}

function urlSafe(base64: string): string {
  return base64.replace(/\+/g, '-').replace(/\//g, '_');
}

function piecesOf(form: string): string[] {
  return form.length > 2 * PIECE_LENGTH ? cut(form, PIECE_LENGTH) : [form];
}

function cut(text: string, length: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += length) {
    pieces.push(text.slice(at, at + length));
  }
  return pieces;
}
