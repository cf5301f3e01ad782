import { Readable } from 'node:stream';
import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { KubeObject } from '../../model/kubeObject';
import { fieldsAt, listAt, textAt } from '../../model/read';
import { Workspace } from '../Workspace';
import { LiveHook } from './readHook';

const LINES = 30;
const MAX_CHARACTERS = 16 * 1024;
/** More than is shown, so that no secret is cut before it is known as one. */
const KEPT_CHARACTERS = 4 * MAX_CHARACTERS;

/** Puts the end of a failed hook's log into the log of the operation. */
export async function logTail(
  workspace: Workspace,
  client: ClusterClient,
  { object, pods }: LiveHook,
  { evidence }: Explanation,
): Promise<void> {
  const pod = object.kind === 'Pod' ? object : pods[0];
  if (!pod) {
    await workspace.log('The hook left no pod whose log could tell more');
    return;
  }
  const name = pod.metadata.name;
  const container =
    evidence?.container ??
    textAt(listAt(pod, 'spec', 'containers')[0], 'name') ??
    '';
  await workspace.learnClusterSecrets();
  try {
    const stream = await client.podLog(
      { namespace: pod.metadata.namespace ?? '', name },
      {
        container,
        tailLines: LINES,
        previous: waitsForRestart(pod, container),
        signal: workspace.signal,
      },
    );
    const text = workspace.redacted(await readEnd(stream));
    const shown =
      text.length > MAX_CHARACTERS ? `…${text.slice(-MAX_CHARACTERS)}` : text;
    await workspace.log(
      shown
        ? `The end of the log of ${name}, container ${container}:\n${shown}`
        : `The log of ${name}, container ${container}, is empty`,
    );
  } catch (error) {
    workspace.signal.throwIfAborted();
    await workspace.log(`The log of ${name} cannot be read: ${error}`);
  }
}

/** Between two runs the log of the last one counts as the previous. */
function waitsForRestart(pod: KubeObject, container: string): boolean {
  const status = [
    ...listAt(pod, 'status', 'initContainerStatuses'),
    ...listAt(pod, 'status', 'containerStatuses'),
  ].find(candidate => candidate.name === container);
  return (
    fieldsAt(status, 'state', 'waiting') !== undefined &&
    fieldsAt(status, 'lastState', 'terminated') !== undefined
  );
}

/** The end of a log, of which a single line may be longer than memory. */
async function readEnd(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    text = (text + String(chunk)).slice(-KEPT_CHARACTERS);
  }
  return text.trimEnd();
}
