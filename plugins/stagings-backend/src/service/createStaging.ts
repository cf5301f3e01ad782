import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import {
  CreateStagingRequest,
  isValidBranchName,
  isValidStagingName,
  stagingName,
} from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { TemplateConfig } from '../config/types';
import { StagingRecord } from '../model/staging';
import {
  findByIdempotencyKey,
  findByName,
  insertOperation,
  insertRevision,
  insertStaging,
  NameTakenError,
  wake,
} from '../store';
import { stagingLinks } from '../template/links';
import { resolveParameters } from '../template/parameters';
import { stagingVersion } from '../template/version';
import { Caller } from './caller';
import { inputChanges } from './changes';
import { ServiceContext } from './context';
import { expressionVariables } from '../template/expressionVariables';
import { requireRoom } from './limits';
import { refuseProblems } from './problems';

/** Who asks for what, all checked for permission. */
export interface CreateInput {
  caller: Caller;
  entity: Entity;
  template: TemplateConfig;
  request: CreateStagingRequest;
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
  const staging = await prepare(context, input);
  try {
    await insert(context, staging, input);
  } catch (error) {
    const twin =
      idempotencyKey &&
      (await findByIdempotencyKey(db, caller.actor, idempotencyKey));
    if (twin) return twin;
    if (!(error instanceof NameTakenError)) throw error;
    throw new ConflictError(
      `name: '${staging.name}' is taken in the cluster ${staging.cluster}`,
    );
  }
  context.changed(staging.id);
  return staging;
}

async function prepare(
  context: ServiceContext,
  { caller, entity, template, request }: CreateInput,
): Promise<StagingRecord> {
  const { config } = context;
  if (!isValidBranchName(request.branch)) {
    throw new InputError(
      `branch: '${request.branch.slice(
        0,
        80,
      )}' cannot be the name of a git branch`,
    );
  }
  const id = randomUUID();
  const name = await chooseName(context, entity, template, request);
  const host = `${name}.${config.baseDomain}`;
  const namespace = template.namespace ?? `stg-${name}`;
  const { branch, commit, parameters = {}, overrides = {} } = request;
  const subject = { id, name, host, namespace, branch, commit };
  const variables = expressionVariables(subject, entity, config.baseDomain);
  const resolved = resolveParameters(
    template.parameters,
    parameters,
    variables,
  );
  refuseProblems(resolved.problems);
  const expressions = { ...variables, parameters: resolved.parameters };
  const now = context.now();
  return {
    ...subject,
    entityRef: stringifyEntityRef(entity),
    template: template.name,
    cluster: template.cluster,
    ownsNamespace: template.namespace === undefined,
    links: stagingLinks(template, expressions),
    version: stagingVersion(template, expressions),
    parameters,
    overrides,
    desired: 'running',
    revision: 1,
    phase: 'queued',
    health: 'unknown',
    createdBy: caller.actor,
    createdAt: now,
    updatedBy: caller.actor,
    updatedAt: now,
  };
}

async function chooseName(
  { db }: ServiceContext,
  entity: Entity,
  template: TemplateConfig,
  request: CreateStagingRequest,
): Promise<string> {
  const { cluster } = template;
  const wanted = request.name;
  if (wanted !== undefined) {
    if (isValidStagingName(wanted)) return wanted;
    throw new InputError(
      `name: '${wanted}' must be at most 40 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash`,
    );
  }
  const parts = {
    entityRef: stringifyEntityRef(entity),
    component: entity.metadata.name,
    cluster,
    branch: request.branch,
  };
  const name = stagingName(parts);
  const holder = await findByName(db, cluster, name);
  if (!holder) return name;
  if (
    holder.entityRef === parts.entityRef &&
    holder.branch === parts.branch &&
    holder.template === template.name
  ) {
    throw new ConflictError(
      `branch: '${request.branch}' has the staging ${holder.name} already; change that one, or choose a name for another`,
    );
  }
  return stagingName(parts, 8);
}

async function insert(
  context: ServiceContext,
  staging: StagingRecord,
  { caller, idempotencyKey }: CreateInput,
): Promise<void> {
  const { id, revision, createdAt, createdBy } = staging;
  const { commit, parameters, overrides } = staging;
  const inputs = { commit, parameters, overrides };
  await context.db.transaction(async tx => {
    await requireRoom(tx, context.config.limits, staging);
    await insertStaging(tx, staging, { idempotencyKey });
    await insertRevision(tx, {
      stagingId: id,
      revision,
      inputs,
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
