import { ConflictError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import { StagingRecord } from '../model/staging';
import {
  findByIdempotencyKey,
  insertOperation,
  insertRevision,
  insertStaging,
  NameTakenError,
  wake,
} from '../store';
import { inputChanges } from './changes';
import { ServiceContext } from './context';
import { DraftInput, draftStaging, nameTaken } from './draftStaging';
import { requireRoom, roomsFor } from './limits';

/** Who asks for what, all checked for permission. */
export interface CreateInput extends DraftInput {
  /** The same key of the same caller answers with the same staging. */
  idempotencyKey?: string;
}

/**
 * Accepts a new staging: the record, its first revision and its first operation, in one transaction.
 *
 * @throws InputError naming the field that is wrong
 * @throws ConflictError where the name is taken, or the branch has its staging already
 * @throws LimitError where there is no room for another one
 */
export async function createStaging(
  context: ServiceContext,
  input: CreateInput,
): Promise<StagingRecord> {
  const { db } = context;
  const { caller, idempotencyKey } = input;
  if (idempotencyKey) {
    const known = await findByIdempotencyKey(db, caller.actor, idempotencyKey);
    if (known) return known;
  }
  const { staging, taken } = await draftStaging(context, input);
  if (taken !== undefined) throw new ConflictError(taken);
  try {
    await insert(context, staging, input);
  } catch (error) {
    const twin =
      idempotencyKey &&
      (await findByIdempotencyKey(db, caller.actor, idempotencyKey));
    if (twin) return twin;
    if (!(error instanceof NameTakenError)) throw error;
    throw new ConflictError(nameTaken(staging.name, staging.cluster));
  }
  context.changed(staging.id);
  return staging;
}

async function insert(
  context: ServiceContext,
  staging: StagingRecord,
  { caller, idempotencyKey }: CreateInput,
): Promise<void> {
  const { id, revision, createdAt, createdBy } = staging;
  const { commit, parameters, overrides, secrets } = staging;
  const inputs = { commit, parameters, overrides, secrets };
  const rooms = await roomsFor(context, staging);
  await context.db.transaction(async tx => {
    await requireRoom(tx, rooms);
    await insertStaging(tx, staging, { idempotencyKey });
    await insertRevision(tx, {
      stagingId: id,
      revision,
      inputs,
      links: staging.links,
      version: staging.version,
      createdBy,
      createdAt,
    });
    await insertOperation(tx, {
      id: randomUUID(),
      stagingId: id,
      kind: 'deploy',
      revision,
      state: 'queued',
      actor: caller.actor,
      via: caller.via,
      changes: inputChanges(undefined, inputs),
      createdAt,
    });
    await wake(tx, id, { priority: 'user' });
  });
}
