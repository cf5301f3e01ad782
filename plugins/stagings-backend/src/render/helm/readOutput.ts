import { RenderedObject } from '../../model/rendering';
import { parseManifests, requireReadable } from '../normalise';

const SOURCE_LINE = /^---\r?\n# Source: (.+?)\r?$/m;

/**
 * Reads what `helm template` prints: documents, each after `---` and a comment that names its file.
 *
 * @throws TerminalError for a document that is no Kubernetes object, and for more than can be read in time
 */
export function readOutput(output: string): RenderedObject[] {
  requireReadable([output]);
  const [, ...pieces] = `\n${output}`.split(SOURCE_LINE);
  const objects: RenderedObject[] = [];
  for (let index = 0; index + 1 < pieces.length; index += 2) {
    const source = pathInChart(pieces[index] ?? '');
    objects.push(...parseManifests(pieces[index + 1] ?? '', source));
  }
  return objects;
}

/** Helm puts the chart's name before the path. */
function pathInChart(source: string): string {
  return source.slice(source.indexOf('/') + 1);
}
