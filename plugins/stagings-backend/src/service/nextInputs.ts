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
import { resolveParameters } from '../template/parameters';
import { stagingVersion } from '../template/version';
import { ServiceContext } from './context';
import { refuseProblems } from './problems';

/** A change that is asked for, and what it is judged by. */
export interface ChangeInput {
  entity: Entity;
  template: TemplateConfig;
  request: Omit<UpdateStagingRequest, 'revision'>;
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
  { config }: Pick<ServiceContext, 'config'>,
  staging: StagingRecord,
  { entity, template, request }: ChangeInput,
): NextInputs {
  const commit =
    request.commit === undefined ? staging.commit : request.commit ?? undefined;
  const parameters = nextValues('parameters', staging, request);
  const overrides = nextValues('overrides', staging, request);
  const variables = expressionVariables(
    { ...staging, commit },
    entity,
    config.baseDomain,
  );
  const resolved = resolveParameters(
    template.parameters,
    parameters,
    variables,
  );
  refuseProblems(resolved.problems);
  const expressions = { ...variables, parameters: resolved.parameters };
  const inputs = { commit, parameters, overrides };
  return {
    inputs,
    patch: {
      ...inputs,
      links: stagingLinks(template, expressions),
      version: stagingVersion(template, expressions),
    },
  };
}

/** A merge patch can only take a value back, so one that is to be stored as `null` has to be given whole. */
function nextValues(
  input: ValueInput,
  staging: StagingRecord,
  request: ChangeInput['request'],
): JsonObject {
  const given = request[input];
  if (!request.replace?.includes(input)) {
    return mergePatch(staging[input], given ?? {});
  }
  if (given) return given;
  throw new InputError(
    `replace: names ${input}, which the request does not give`,
  );
}
