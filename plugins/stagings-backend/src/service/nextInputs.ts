import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { InputError } from '@backstage/errors';
import {
  UpdateStagingRequest,
  ValueInput,
} from 'backstage-plugin-stagings-common';
import { TemplateConfig } from '../config/types';
import { StagingInputs, StagingRecord } from '../model/staging';
import { expressionVariables } from '../template/expressionVariables';
import { stagingLinks } from '../template/links';
import { mergePatch } from '../template/mergePatch';
import { OpenSecrets } from '../secrets/openSecrets';
import { resolveParameters } from '../template/parameters';
import { stagingVersion } from '../template/version';
import { RevisionRecord } from '../store';
import { joinSecrets } from '../template/secretParameters';
import { ServiceContext } from './context';
import { refuseProblems } from './problems';
import {
  keepParameters,
  maskedParameters,
  secretsBefore,
} from './secretInputs';

/** A change that is asked for, and what it is judged by. */
export interface ChangeInput {
  entity: Entity;
  template: TemplateConfig;
  request: Omit<UpdateStagingRequest, 'revision'>;
  /** Whose secrets the change starts from, where it is not the present one. */
  secretsOf?: RevisionRecord;
}

/** Inputs after a change, and all columns that follow from them. */
export interface NextInputs {
  inputs: StagingInputs;
  patch: Partial<StagingRecord>;
}

/**
 * Works out the inputs of a staging after a change.
 *
 * @throws InputError naming the field that is wrong
 */
export function nextInputs(
  { config, vault }: Pick<ServiceContext, 'config' | 'vault'>,
  staging: StagingRecord,
  { entity, template, request, secretsOf }: ChangeInput,
): NextInputs {
  const commit =
    request.commit === undefined ? staging.commit : request.commit ?? undefined;
  const { secrets: sealed } = secretsOf ? secretsOf.inputs : staging;
  const before = secretsBefore(
    vault,
    { id: staging.id, secrets: sealed },
    request.parameters ?? {},
  );
  const kept = keepParameters(
    vault,
    template,
    staging.id,
    nextParameters(staging, request, before.open),
    before,
  );
  const overrides = nextValues('overrides', staging.overrides, request);
  const variables = expressionVariables(
    { ...staging, commit },
    entity,
    config.baseDomain,
  );
  const resolved = resolveParameters(
    template.parameters,
    kept.whole,
    variables,
  );
  refuseProblems(resolved.problems);
  const { parameters, secrets } = kept;
  const expressions = {
    ...variables,
    parameters: maskedParameters(resolved.parameters, secrets),
  };
  const inputs = { commit, parameters, overrides, secrets };
  return {
    inputs,
    patch: {
      ...inputs,
      links: stagingLinks(template, expressions),
      version: stagingVersion(template, expressions),
    },
  };
}

/** Nobody can give secrets back that nobody is shown: they stay until they are given anew, or taken back. */
function nextParameters(
  staging: StagingRecord,
  request: ChangeInput['request'],
  secrets: OpenSecrets,
): JsonObject {
  const isWhole = request.replace?.includes('parameters');
  const before = joinSecrets(staging.parameters, secrets);
  const next = nextValues('parameters', before, request);
  return isWhole ? joinSecrets(next, secrets) : next;
}

/** A merge patch can only take a value back, so one that is to be stored as `null` has to be given whole. */
function nextValues(
  input: ValueInput,
  before: JsonObject,
  request: ChangeInput['request'],
): JsonObject {
  const given = request[input];
  if (!request.replace?.includes(input)) {
    return mergePatch(before, given ?? {});
  }
  if (given) return given;
  throw new InputError(
    `replace: names ${input}, which the request does not give`,
  );
}
