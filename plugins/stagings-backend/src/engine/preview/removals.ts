import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { InventoryEntry } from '../../model/inventory';
import {
  describeObject,
  identityKey,
  identityOf,
} from '../../model/kubeObject';
import { deleteOrder, mayPrune, needsConfirmation } from '../../plan';
import { templateOf } from '../rendering/templateOf';
import { ObjectOutlook, RemovalOutlook, Subject } from './types';

/** What is to be removed, and what speaks against it. */
export interface Removals {
  removals: RemovalOutlook[];
  problem?: Explanation;
}

/** Finds what becomes of the objects that earlier renders made and this one lacks. */
export async function findRemovals(
  subject: Subject,
  client: ClusterClient,
  inventory: readonly InventoryEntry[],
  objects: readonly ObjectOutlook[],
): Promise<Removals> {
  const rendered = new Set(
    objects.map(({ object }) => identityKey(identityOf(object))),
  );
  const applied = new Set(
    objects.flatMap(({ live }) => live?.metadata.uid ?? []),
  );
  const kept = inventory.filter(({ hook }) => !hook);
  const left = deleteOrder(
    kept.filter(entry => !rendered.has(identityKey(entry))),
  ).flat();
  const outlooks = await Promise.all(
    left.map(entry => outlookOf(subject, client, entry, applied)),
  );
  const removals = outlooks.filter(outlook => outlook !== undefined);
  const problem = confirmation(subject, removals, kept.length);
  return { removals, ...(problem && { problem }) };
}

async function outlookOf(
  { context, staging, signal }: Subject,
  client: ClusterClient,
  entry: InventoryEntry,
  applied: ReadonlySet<string>,
): Promise<RemovalOutlook | undefined> {
  const live = await client.get(entry, { signal });
  const verdict = mayPrune(entry, live, {
    owner: { installation: context.installation, staging: staging.name },
    allow: templateOf({ context, staging })?.prune.allow ?? [],
    applied,
  });
  switch (verdict.verdict) {
    case 'gone':
    case 'terminating':
      return undefined;
    case 'keep':
      return { entry, action: 'keep', reason: verdict.message };
    case 'release':
      return {
        entry,
        action: 'keep',
        reason: 'it existed before the staging, which lets go of it',
      };
    default:
      return { entry, action: 'remove' };
  }
}

/** A deploy does not remove a large part of a staging unless a person says so. */
function confirmation(
  subject: Subject,
  removals: readonly RemovalOutlook[],
  total: number,
): Explanation | undefined {
  const maxShare = templateOf(subject)?.prune.maxShare;
  const doomed = removals.filter(({ action }) => action === 'remove');
  const [first] = doomed;
  if (!first || maxShare === undefined) return undefined;
  if (!needsConfirmation(doomed.length, total, maxShare)) return undefined;
  return {
    reason: 'PruneNotConfirmed',
    message: `The deploy would keep ${
      doomed.length
    } of ${total} objects although the template has them no more, ${describeObject(
      first.entry,
    )} among them, since one deploy may remove at most ${Math.round(
      maxShare * 100,
    )} % of a staging`,
    hint: {
      text: 'If they should go, redeploy and confirm that they are removed.',
      audience: 'engineer',
    },
  };
}
