import {
  PreviewHook,
  PreviewNote,
  PreviewObject,
} from 'backstage-plugin-stagings-common';

/** What may be left out of an answer comes to less than this, so that the whole stays below 8 MiB. */
const MAX_BYTES = 7 * 1024 * 1024;

type Texts = Pick<PreviewObject, 'yaml' | 'diff'>;

/** The parts of an answer that may be large. */
export interface Parts {
  objects: PreviewObject[];
  hooks: PreviewHook[];
  notes: PreviewNote[];
}

/** Leaves texts out from where on they are too large together; a note says of how many objects. */
export function fitting(
  { objects, hooks, notes }: Parts,
  maxBytes = MAX_BYTES,
): Parts {
  let room = maxBytes;
  let cut = 0;
  const fit = <T extends Texts>(item: T): T => {
    const { yaml, diff, ...rest } = item;
    room -= bytesOf(yaml) + bytesOf(diff);
    if (room >= 0 || (yaml === undefined && diff === undefined)) return item;
    cut += 1;
    return rest as T;
  };
  const fitted = { objects: objects.map(fit), hooks: hooks.map(fit) };
  if (cut === 0) return { ...fitted, notes };
  const message = `The YAML of ${cut} objects is left out, since the answer would be too large`;
  return { ...fitted, notes: [...notes, { level: 'warning', message }] };
}

function bytesOf(text: string | undefined): number {
  return text === undefined ? 0 : Buffer.byteLength(JSON.stringify(text));
}
