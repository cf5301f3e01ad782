import { ConflictError, InputError } from '@backstage/errors';
import { UpdateStagingRequest } from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { transition } from '../model/lifecycle';
import { StagingInputs, StagingRecord } from '../model/staging';
import {
  Db,
  findRevision,
  insertRevision,
  RevisionRecord,
  updateStaging as writeStaging,
} from '../store';
import { Caller } from './caller';
import { inputChanges } from './changes';
import { ServiceContext } from './context';
import { ChangeInput, nextInputs } from './nextInputs';
import { beginOperation, requirePhase, withStaging } from './transitions';

/** Who asks for what, all checked for permission. */
export interface UpdateInput extends ChangeInput {
  caller: Caller;
  request: UpdateStagingRequest;
}

/**
 * Accepts a change of a staging's inputs as the next revision. A change that changes nothing is no revision.
 * While the staging is archived the change waits for the restore.
 *
 * @throws InputError naming the field that is wrong
 * @throws ConflictError where somebody else changed it meanwhile, or its phase allows no change
 */
export async function updateStaging(
  context: ServiceContext,
  id: string,
  input: UpdateInput,
): Promise<StagingRecord> {
  return withStaging(context, id, async (tx, staging) => {
    requirePhase(staging, 'update');
    requireRevision(staging, input.request.revision);
    const secretsOf = await secretsOfRevision(tx, staging, input.request);
    const { inputs, patch } = nextInputs(context, staging, {
      ...input,
      ...(secretsOf && { secretsOf }),
    });
    const changes = inputChanges(staging, inputs);
    if (changes.length === 0) return staging;
    return accept(context, tx, { staging, input, inputs, patch, changes });
  });
}

/**
 * The revision that a change takes its secrets from.
 * @throws InputError where there is none with this number
 */
export async function secretsOfRevision(
  db: Db,
  { id, name }: StagingRecord,
  { secretsOf }: UpdateStagingRequest,
): Promise<RevisionRecord | undefined> {
  if (secretsOf === undefined) return undefined;
  const revision = await findRevision(db, id, secretsOf);
  if (revision) return revision;
  throw new InputError(`secretsOf: ${name} has no revision ${secretsOf}`);
}

function requireRevision(staging: StagingRecord, seen: number | undefined) {
  if (seen === undefined || seen === staging.revision) return;
  throw new ConflictError(
    `revision: ${staging.name} is at revision ${staging.revision} now, changed by ${staging.updatedBy}; you have seen ${seen}`,
  );
}

interface Acceptance {
  staging: StagingRecord;
  input: UpdateInput;
  inputs: StagingInputs;
  patch: Partial<StagingRecord>;
  changes: ReturnType<typeof inputChanges>;
}

async function accept(
  context: ServiceContext,
  tx: Db,
  { staging, input, inputs, patch, changes }: Acceptance,
): Promise<StagingRecord> {
  const now = context.now();
  const { actor } = input.caller;
  const revision = staging.revision + 1;
  const accepted = {
    ...patch,
    ...transition(staging, 'update'),
    revision,
    updatedBy: actor,
    updatedAt: now,
    phaseExplanation: undefined,
  };
  const updated: StagingRecord = { ...staging, ...accepted };
  await writeStaging(tx, staging.id, accepted);
  await insertRevision(tx, {
    stagingId: staging.id,
    revision,
    inputs,
    links: updated.links,
    version: updated.version,
    createdBy: actor,
    createdAt: now,
  });
  await beginOperation(tx, updated, {
    id: randomUUID(),
    kind: staging.desired === 'running' ? 'deploy' : 'update',
    caller: input.caller,
    changes,
    now,
  });
  return updated;
}
