import { Artifact } from 'backstage-plugin-stagings-common';
import { FileSource } from '../../config/types';
import { ExpressionContext } from '../../model/rendering';
import { HeldFolder } from './FolderCache';
import { sourceUrl } from './sourceUrl';
import { UrlSources } from './UrlSources';

/** A file or folder on this machine, until it is released. */
export interface OpenFiles extends HeldFolder {
  /** How messages call the place: its path or address. */
  name: string;
  artifacts: Artifact[];
}

/**
 * Finds the files of a template. Those on disk may not exist; that is for the reader to say.
 *
 * @throws TerminalError where an address cannot be read, WaitingError where it cannot be reached
 */
export async function openFiles(
  files: FileSource,
  urls: Pick<UrlSources, 'open'>,
  {
    context,
    signal,
  }: { context: Pick<ExpressionContext, 'source'>; signal: AbortSignal },
): Promise<OpenFiles> {
  if (files.from === 'disk') {
    const { path } = files;
    return { path, name: path, artifacts: [], release: () => {} };
  }
  const url = sourceUrl(files.url, context.source);
  const { path, artifact, release } = await urls.open(url, signal);
  return { path, name: url, artifacts: [artifact], release };
}
