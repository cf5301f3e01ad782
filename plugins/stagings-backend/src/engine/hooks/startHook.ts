import { Explanation } from 'backstage-plugin-stagings-common';
import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { textAt } from '../../model/read';
import { refOf, refuseForeign } from '../apply/ownership';
import { Workspace } from '../Workspace';
import { assessHook } from './assessHook';
import { forRun, HookOccasion, runsToEnd } from './labels';
import { LiveHook } from './readHook';

/** What became of the wish to start a hook. */
export type Start =
  | { state: 'started'; object: KubeObject }
  /** Something is in its way, and goes by itself. */
  | { state: 'blocked'; explanation: Explanation };

/**
 * Makes the object of a hook. A Job or Pod of an earlier run goes first, whatever its policy says: its name
 * is taken, and nobody could run the hook again.
 *
 * @param earlier - what has the hook's name in the cluster now
 * @throws TerminalError where the name belongs to somebody else
 */
export async function startHook(
  workspace: Workspace,
  client: ClusterClient,
  hook: KubeObject,
  occasion: HookOccasion,
  earlier: LiveHook | undefined,
): Promise<Start> {
  const { signal } = workspace;
  const wanted = forRun(hook, occasion);
  if (earlier) {
    refuseForeign(earlier.object, workspace);
    if (runsToEnd(hook)) {
      const explanation = await removeEarlier(
        workspace,
        client,
        earlier,
        occasion,
      );
      if (explanation) return { state: 'blocked', explanation };
    }
  }
  await workspace.fence();
  if (!runsToEnd(hook)) {
    const { object } = await client.apply(wanted, { force: true, signal });
    return { state: 'started', object };
  }
  try {
    return {
      state: 'started',
      object: await client.create(wanted, { signal }),
    };
  } catch (error) {
    // Its own answer may have been lost: the next look tells by the labels.
    if (!(error instanceof ApiError && error.reason === 'AlreadyExists')) {
      throw error;
    }
    return { state: 'blocked', explanation: inTheWay(hook, 'exists already') };
  }
}

/** Answers what to wait for; undefined once the earlier run is gone. One that still works may finish. */
async function removeEarlier(
  workspace: Workspace,
  client: ClusterClient,
  { object, pods }: LiveHook,
  { event }: HookOccasion,
): Promise<Explanation | undefined> {
  const { now } = workspace.context;
  const { state } = assessHook(object, event, { pods, now: now() });
  const works = [object, ...pods].some(
    candidate => textAt(candidate, 'status', 'phase') === 'Running',
  );
  if (state === 'running' && works && !object.metadata.deletionTimestamp) {
    return inTheWay(object, 'of an earlier operation is still running');
  }
  if (!object.metadata.deletionTimestamp) {
    await workspace.fence();
    const outcome = await client.delete(refOf(object), {
      propagation: 'Foreground',
      uid: object.metadata.uid,
      signal: workspace.signal,
    });
    if (outcome === 'gone') return undefined;
  }
  return inTheWay(object, 'of an earlier operation is being removed');
}

function inTheWay(hook: KubeObject, what: string): Explanation {
  return {
    reason: 'HookWaiting',
    message: `${describeObject(identityOf(hook))} ${what}`,
  };
}
