import { ConflictError, NotFoundError } from '@backstage/errors';
import { InputChange, OperationKind } from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import {
  allowedRequests,
  LifecycleRequest,
  transition,
} from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import {
  Db,
  insertOperation,
  lockStaging,
  supersedeOperations,
  updateStaging,
  wake,
} from '../store';
import { Caller } from './caller';
import { ServiceContext } from './context';

/** Runs a change of one staging alone: nobody else changes it meanwhile. Tells engine and viewers afterwards. */
export async function withStaging(
  context: ServiceContext,
  id: string,
  change: (tx: Db, staging: StagingRecord) => Promise<StagingRecord>,
): Promise<StagingRecord> {
  const changed = await context.db.transaction(async tx => {
    const staging = await lockStaging(tx, id);
    if (!staging) throw new NotFoundError('There is no such staging');
    return change(tx, staging);
  });
  context.changed(id);
  return changed;
}

/**
 * @throws ConflictError that names what the phase allows instead
 */
export function requirePhase(
  staging: StagingRecord,
  request: LifecycleRequest,
): void {
  const allowed = allowedRequests(staging.phase);
  if (allowed.includes(request)) return;
  throw new ConflictError(
    `${staging.name} is ${staging.phase}, so it cannot take '${request}'; ${
      allowed.length > 0 ? `it allows: ${allowed.join(', ')}` : 'it is final'
    }`,
  );
}

/** What is to be recorded as an operation. */
export interface NewOperation {
  id: string;
  kind: OperationKind;
  caller: Caller;
  changes: InputChange[];
  now: number;
}

/**
 * Records the newest order for a staging; orders before it that have not ended are superseded. An `update`
 * asks nothing of the engine, so it ends at once.
 */
export async function beginOperation(
  tx: Db,
  staging: StagingRecord,
  { id, kind, caller, changes, now }: NewOperation,
): Promise<void> {
  const stored = kind === 'update';
  await insertOperation(tx, {
    id,
    stagingId: staging.id,
    kind,
    revision: staging.revision,
    state: stored ? 'succeeded' : 'queued',
    actor: caller.actor,
    via: caller.via,
    changes,
    createdAt: now,
    ...(stored && {
      endedAt: now,
      reason: 'Stored',
      message: 'Takes effect when the staging is restored',
    }),
  });
  if (stored) return;
  await supersedeOperations(tx, staging.id, id, now);
  await wake(tx, staging.id, { priority: 'user' });
}

/** Requests that ask for a state and bring no new inputs. */
export type StateRequest = Exclude<LifecycleRequest, 'update'>;

const operationKind: Record<StateRequest, OperationKind> = {
  redeploy: 'deploy',
  archive: 'archive',
  restore: 'restore',
  delete: 'delete',
};

/**
 * Accepts a redeploy, archive, restore or delete.
 *
 * @throws ConflictError where the phase does not allow it
 */
export async function requestState(
  context: ServiceContext,
  id: string,
  caller: Caller,
  request: StateRequest,
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, request);
    const now = context.now();
    const patch = {
      ...transition(staging, request),
      phaseExplanation: undefined,
      updatedBy: caller.actor,
      updatedAt: now,
    };
    await updateStaging(tx, id, patch);
    await beginOperation(tx, staging, {
      id: randomUUID(),
      kind: operationKind[request],
      caller,
      changes: [],
      now,
    });
    return { ...staging, ...patch };
  });
}
