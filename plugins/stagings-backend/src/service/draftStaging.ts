import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CreateStagingRequest,
  isValidBranchName,
  isValidStagingName,
  stagingName,
} from 'backstage-plugin-stagings-common';
import { randomUUID } from 'node:crypto';
import { TemplateConfig } from '../config/types';
import { StagingRecord } from '../model/staging';
import { findByName } from '../store';
import { expressionVariables } from '../template/expressionVariables';
import { stagingLinks } from '../template/links';
import { resolveParameters } from '../template/parameters';
import { stagingVersion } from '../template/version';
import { Caller } from './caller';
import { ServiceContext } from './context';
import { refuseProblems } from './problems';
import { keepParameters, maskedParameters } from './secretInputs';

/** Who asks for which new staging, all checked for permission. */
export interface DraftInput {
  caller: Caller;
  entity: Entity;
  template: TemplateConfig;
  request: CreateStagingRequest;
}

/** A staging that nobody has stored yet. */
export interface Draft {
  staging: StagingRecord;
  /** Why it cannot have its name, beginning with the field that is wrong; undefined where it can. */
  taken?: string;
}

/**
 * Makes up the staging that a request asks for.
 *
 * @throws InputError naming the field that is wrong
 */
export async function draftStaging(
  context: ServiceContext,
  { caller, entity, template, request }: DraftInput,
): Promise<Draft> {
  requireBranchName(request.branch);
  const id = randomUUID();
  const { name, taken } = await chooseName(context, entity, template, request);
  const place = {
    id,
    name,
    host: `${name}.${context.config.baseDomain}`,
    namespace: template.namespace ?? `stg-${name}`,
  };
  const now = context.now();
  const staging: StagingRecord = {
    ...place,
    ...resolveInputs(context, { entity, template, request, place }),
    entityRef: stringifyEntityRef(entity),
    template: template.name,
    cluster: template.cluster,
    ownsNamespace: template.namespace === undefined,
    desired: 'running',
    revision: 1,
    phase: 'queued',
    health: 'unknown',
    createdBy: caller.actor,
    createdAt: now,
    updatedBy: caller.actor,
    updatedAt: now,
  };
  return { staging, ...(taken !== undefined && { taken }) };
}

function requireBranchName(branch: string): void {
  if (isValidBranchName(branch)) return;
  throw new InputError(
    `branch: '${branch.slice(0, 80)}' cannot be the name of a git branch`,
  );
}

function resolveInputs(
  { config, vault }: ServiceContext,
  given: Pick<DraftInput, 'entity' | 'template' | 'request'> & {
    place: Pick<StagingRecord, 'id' | 'name' | 'host' | 'namespace'>;
  },
) {
  const { entity, template, request, place } = given;
  const { branch, commit, parameters = {}, overrides = {} } = request;
  const subject = { ...place, branch, commit };
  const variables = expressionVariables(subject, entity, config.baseDomain);
  const kept = keepParameters(vault, template, place.id, parameters);
  const resolved = resolveParameters(
    template.parameters,
    kept.whole,
    variables,
  );
  refuseProblems(resolved.problems);
  const { secrets } = kept;
  const expressions = {
    ...variables,
    parameters: maskedParameters(resolved.parameters, secrets),
  };
  return {
    branch,
    commit,
    parameters: kept.parameters,
    overrides,
    ...(secrets && { secrets }),
    links: stagingLinks(template, expressions),
    version: stagingVersion(template, expressions),
  };
}

interface ChosenName {
  name: string;
  taken?: string;
}

async function chooseName(
  context: ServiceContext,
  entity: Entity,
  template: TemplateConfig,
  request: CreateStagingRequest,
): Promise<ChosenName> {
  return request.name === undefined
    ? makeName(context, entity, template, request.branch)
    : checkName(context, template, request.name);
}

async function checkName(
  { db }: ServiceContext,
  { cluster }: TemplateConfig,
  name: string,
): Promise<ChosenName> {
  if (!isValidStagingName(name)) {
    throw new InputError(
      `name: '${name}' must be at most 40 lower-case letters, digits and dashes, beginning with a letter and not ending with a dash`,
    );
  }
  const holder = await findByName(db, cluster, name);
  return holder ? { name, taken: nameTaken(name, cluster) } : { name };
}

async function makeName(
  { db }: ServiceContext,
  entity: Entity,
  { name: template, cluster }: TemplateConfig,
  branch: string,
): Promise<ChosenName> {
  const entityRef = stringifyEntityRef(entity);
  const component = entity.metadata.name;
  const parts = { entityRef, component, cluster, branch };
  const name = stagingName(parts);
  const holder = await findByName(db, cluster, name);
  if (!holder) return { name };
  if (
    holder.entityRef === entityRef &&
    holder.branch === branch &&
    holder.template === template
  ) {
    return {
      name,
      taken: `branch: '${branch}' has the staging ${holder.name} already; change that one, or choose a name for another`,
    };
  }
  return { name: stagingName(parts, 8) };
}

/** What is wrong with a name that another staging has. */
export function nameTaken(name: string, cluster: string): string {
  return `name: '${name}' is taken in the cluster ${cluster}`;
}
