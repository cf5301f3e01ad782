import { createReadStream } from 'node:fs';
import { Parser } from 'tar';
import { renderFailed } from '../../renderFailed';

/** A file of an archive, as text. */
export interface ArchivedFile {
  name: string;
  text: string;
}

/** Files beyond this are not read: helm refuses them too. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Of all files together, read or not: what helm itself takes of an archive, unpacked. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Of those that are read. */
const MAX_READ_BYTES = 32 * 1024 * 1024;

/** Little, since few bytes may unpack to a thousand times as many. */
const READ_BYTES = 16 * 1024;

/**
 * Reads some files of an archive.
 *
 * @param name - of the archive, for messages
 * @throws TerminalError where it unpacks to more than anybody needs, and where it cannot be read to its end: helm
 * might read what is hidden there
 */
export async function filesInArchive(
  file: string,
  isWanted: (name: string) => boolean,
  name: string,
): Promise<ArchivedFile[]> {
  const found: ArchivedFile[] = [];
  const size = { all: 0, read: 0 };
  let problem: unknown;
  const parser = new Parser({
    strict: true,
    maxDecompressionRatio: Infinity,
    filter: (path, { size: bytes = 0 }) => {
      size.all += bytes;
      const isRead = isWanted(path) && bytes <= MAX_FILE_BYTES;
      if (isRead) size.read += bytes;
      return isRead && !isTooLarge(size);
    },
    onReadEntry: entry => {
      const chunks: Buffer[] = [];
      entry.on('data', chunk => chunks.push(chunk));
      entry.on('end', () =>
        found.push({
          name: entry.path,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    },
  });
  parser.on('error', error => {
    problem ??= error;
  });
  const input = createReadStream(file, { highWaterMark: READ_BYTES });
  for await (const chunk of input) {
    parser.write(chunk);
    if (isTooLarge(size)) throw tooLarge(name);
    if (problem) break;
  }
  if (!problem) parser.end();
  if (problem) throw unreadable(name, problem);
  return found;
}

function isTooLarge({ all, read }: { all: number; read: number }): boolean {
  return all > MAX_BYTES || read > MAX_READ_BYTES;
}

function unreadable(name: string, cause: unknown) {
  return renderFailed(
    'RenderFailed',
    `${name} cannot be read as the archive of a chart`,
    { text: 'Pack it with helm package.', audience: 'platform' },
    cause,
  );
}

function tooLarge(name: string) {
  return renderFailed(
    'RenderFailed',
    `${name} unpacks to more than ${
      MAX_BYTES / 1024 / 1024
    } MiB, or to more than ${MAX_READ_BYTES / 1024 / 1024} MiB of templates`,
    { text: 'Take large files out of the chart.', audience: 'platform' },
  );
}
