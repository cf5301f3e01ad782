import { list } from 'tar';

/** A file of an archive, as text. */
export interface ArchivedFile {
  name: string;
  text: string;
}

/** Files beyond this are not read: helm refuses them too. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Reads some files of an archive. What is no archive has none: it is for helm to report. */
export async function filesInArchive(
  file: string,
  isWanted: (name: string) => boolean,
): Promise<ArchivedFile[]> {
  const found: ArchivedFile[] = [];
  await list({
    file,
    filter: (name, entry) => isWanted(name) && entry.size <= MAX_FILE_BYTES,
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
  }).catch(() => {});
  return found;
}
