/* eslint-disable no-control-regex */

/** Sequences that a terminal obeys: colours, movements, titles, links, and those that write to the clipboard. */
const ESCAPES =
  /[\u001b\u009b](?:\][^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|[PX^_][^\u001b\u009c\n]*(?:\u001b\\|\u009c)?|\[?[0-?]*[ -/]*[@-~]?)/g;

/** Control characters but for tab and line feed, and those that turn the direction of the text around. */
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A text that says what it shows: without what a terminal, or the eye of its reader, would obey. */
export function plainText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(ESCAPES, '').replace(UNSEEN, '');
}
