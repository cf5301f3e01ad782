import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { extract, ReadEntry } from 'tar';
import { renderFailed } from '../../renderFailed';

const MAX_FILES = 10_000;
/** What helm itself takes of an archive, unpacked. */
const MAX_BYTES = 100 * 1024 * 1024;

/**
 * Unpacks the archive of a chart, without the folder that holds all of it there. Links are left out, as helm does.
 *
 * @param name - of the archive, for messages
 * @throws TerminalError where it is no archive or too large
 */
export async function unpackChart(
  file: string,
  folder: string,
  name: string,
): Promise<void> {
  let files = 0;
  let bytes = 0;
  let excess = false;
  try {
    await extract({
      file,
      cwd: folder,
      strip: 1,
      filter: (_, entry) => {
        files += 1;
        bytes += entry.size;
        excess ||= files > MAX_FILES || bytes > MAX_BYTES;
        return !excess && isPlain(entry);
      },
    });
  } catch (cause) {
    // What unpacks to far more than it is, is given up in the middle.
    if (!excess) throw unusable(`${name} is no archive of a chart`, cause);
  }
  if (excess) {
    throw unusable(
      `${name} holds more than ${MAX_FILES} files or ${
        MAX_BYTES / 1024 / 1024
      } MiB`,
    );
  }
}

function isPlain(entry: object): boolean {
  const { type } = entry as Pick<ReadEntry, 'type'>;
  return type === 'File' || type === 'OldFile' || type === 'Directory';
}

function unusable(message: string, cause?: unknown) {
  return renderFailed(
    'ChartNotFound',
    message,
    {
      text: 'Name an archive that helm package made.',
      audience: 'platform',
    },
    cause,
  );
}

/** The digest of a file as registries write it, for example `sha256:…`. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `sha256:${hash.digest('hex')}`;
}
