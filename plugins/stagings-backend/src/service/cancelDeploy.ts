import { Explanation } from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { transition } from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import {
  currentOperation,
  Db,
  endOperations,
  findRevision,
  insertRevision,
  updateStaging,
} from '../store';
import { Caller } from './caller';
import { inputChanges } from './changes';
import { ChangeContext } from './context';
import {
  beginOperation,
  cancelled,
  requirePhase,
  withStaging,
} from './transitions';

/**
 * Stops a deploy at the next safe point. What was last deployed is wanted again, as a new revision; a first
 * deploy has nothing to go back to, so it has failed. What is being cancelled already goes on.
 *
 * @throws ConflictError where nothing is being deployed
 */
export async function cancelDeploy(
  context: ChangeContext,
  id: string,
  caller: Caller,
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, 'cancel');
    const open = await currentOperation(tx, id);
    if (open?.kind === 'cancel') return staging;
    const now = context.now();
    const patch = {
      ...transition(staging, 'cancel'),
      phaseExplanation: undefined,
      updatedBy: caller.actor,
      updatedAt: now,
    };
    const order = { caller, now, patch };
    return staging.deployedRevision === undefined
      ? giveUp(tx, staging, order)
      : wantAgain(tx, staging, staging.deployedRevision, order);
  });
}

interface Order {
  caller: Caller;
  now: number;
  patch: Partial<StagingRecord>;
}

async function giveUp(
  tx: Db,
  staging: StagingRecord,
  { caller, now, patch }: Order,
): Promise<StagingRecord> {
  const given: Partial<StagingRecord> = {
    ...patch,
    phaseExplanation: firstDeployCancelled(caller),
    // Objects that are healthy later must not make it a success after all.
    appliedRevision: undefined,
  };
  await updateStaging(tx, staging.id, given);
  const outcome = cancelled(caller, now);
  await endOperations(tx, staging.id, { outcome });
  return { ...staging, ...given };
}

function firstDeployCancelled({ actor }: Caller): Explanation {
  return {
    reason: 'Cancelled',
    message: `The first deploy was cancelled by ${actor}`,
    hint: {
      text: 'Redeploy it, change its configuration, or delete the staging.',
      audience: 'engineer',
    },
  };
}

async function wantAgain(
  tx: Db,
  staging: StagingRecord,
  deployedRevision: number,
  { caller, now, patch }: Order,
): Promise<StagingRecord> {
  const deployed = await findRevision(tx, staging.id, deployedRevision);
  if (!deployed) {
    throw new Error(`Revision ${deployedRevision} of ${staging.name} is lost`);
  }
  const { inputs, links = staging.links, version } = deployed;
  const changes = inputChanges(staging, inputs);
  const wanted: StagingRecord = {
    ...staging,
    ...patch,
    commit: undefined,
    secrets: undefined,
    ...inputs,
    links,
    version,
    revision: changes.length === 0 ? staging.revision : staging.revision + 1,
  };
  await updateStaging(tx, staging.id, wanted);
  if (changes.length > 0) {
    await insertRevision(tx, {
      stagingId: staging.id,
      revision: wanted.revision,
      inputs,
      links,
      version,
      createdBy: caller.actor,
      createdAt: now,
    });
  }
  const id = randomUUID();
  await beginOperation(tx, wanted, {
    id,
    kind: 'cancel',
    caller,
    changes,
    now,
  });
  return wanted;
}
