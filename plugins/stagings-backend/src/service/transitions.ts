import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  InputChange,
  OperationKind,
  WorkloadName,
} from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import {
  allowedRequests,
  LifecycleRequest,
  transition,
} from '../model/lifecycle';
import { StagingRecord } from '../model/staging';
import {
  Db,
  EndOptions,
  endOperations,
  insertOperation,
  lockStaging,
  updateStaging,
  wake,
} from '../store';
import { Actor, Caller } from './caller';
import { ChangeContext } from './context';
import { requireRoom, Room } from './limits';

/** Runs a change of one staging alone: nobody else changes it meanwhile. Tells engine and viewers afterwards. */
export async function withStaging(
  context: ChangeContext,
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
  const allowed = allowedRequests(staging);
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
  caller: Actor;
  changes: InputChange[];
  /** The workload that a restart is about. */
  resource?: WorkloadName;
  /** Whether a large part of the staging may be pruned. */
  confirmsPrune?: boolean;
  now: number;
}

/**
 * Records the newest order for a staging; orders before it that have not ended are superseded, or cancelled.
 * An `update` asks nothing of the engine, so it ends at once. A restart replaces no other order.
 */
export async function beginOperation(
  tx: Db,
  staging: StagingRecord,
  operation: NewOperation,
): Promise<void> {
  const { id, kind, caller, changes, resource, confirmsPrune, now } = operation;
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
    resource,
    confirmsPrune,
    createdAt: now,
    ...(stored && {
      endedAt: now,
      reason: 'Stored',
      message: 'Takes effect when the staging is restored',
    }),
  });
  if (stored) return;
  if (kind !== 'restart') {
    const outcome =
      kind === 'cancel'
        ? cancelled(caller, now)
        : superseded(staging, operation);
    await endOperations(tx, staging.id, { except: id, outcome });
  }
  await wake(tx, staging.id, { priority: 'user' });
}

/** How the orders before a newer one end. */
function superseded(
  staging: StagingRecord,
  { kind, caller, now }: NewOperation,
): EndOptions['outcome'] {
  const what =
    kind === 'deploy' ? `deploy of revision ${staging.revision}` : kind;
  return {
    state: 'superseded',
    reason: 'Superseded',
    message: `Superseded by a newer order: ${what}, by ${caller.actor}`,
    endedAt: now,
  };
}

/** How orders end that somebody cancels. */
export function cancelled(
  { actor }: Actor,
  now: number,
): EndOptions['outcome'] {
  return {
    state: 'cancelled',
    reason: 'Cancelled',
    message: `Cancelled by ${actor}`,
    endedAt: now,
  };
}

/** Requests that ask for a state and bring no new inputs. */
export type StateRequest = 'redeploy' | 'archive' | 'restore' | 'delete';

const operationKind: Record<StateRequest, OperationKind> = {
  redeploy: 'deploy',
  archive: 'archive',
  restore: 'restore',
  delete: 'delete',
};

/** How a state is asked for. */
export interface StateRequestOptions
  extends Pick<NewOperation, 'confirmsPrune'> {
  /** The limits that a staging which is to run again has to keep. */
  rooms?: readonly Room[];
}

/**
 * Accepts a redeploy, archive, restore or delete.
 *
 * @throws ConflictError where the phase does not allow it
 * @throws LimitError where it would run again, and there is no room
 */
export async function requestState(
  context: ChangeContext,
  id: string,
  caller: Caller,
  request: StateRequest,
  { confirmsPrune, rooms = [] }: StateRequestOptions = {},
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, request);
    if (staging.desired !== 'running') await requireRoom(tx, rooms);
    const now = context.now();
    return orderState(tx, staging, { request, caller, now, confirmsPrune });
  });
}

/** Records that a state is wanted, which the phase allows. */
export async function orderState(
  tx: Db,
  staging: StagingRecord,
  order: { request: StateRequest } & Pick<
    NewOperation,
    'caller' | 'now' | 'confirmsPrune'
  >,
): Promise<StagingRecord> {
  const { request, caller, now, confirmsPrune } = order;
  const patch = {
    ...transition(staging, request),
    phaseExplanation: undefined,
    expiresAt: undefined,
    updatedBy: caller.actor,
    updatedAt: now,
  };
  await updateStaging(tx, staging.id, patch);
  await beginOperation(tx, staging, {
    id: randomUUID(),
    kind: operationKind[request],
    caller,
    changes: [],
    confirmsPrune,
    now,
  });
  return { ...staging, ...patch };
}
