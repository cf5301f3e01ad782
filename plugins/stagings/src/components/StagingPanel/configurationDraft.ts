import { JsonObject } from '@backstage/types';
import { Staging, StagingTemplate } from 'backstage-plugin-stagings-common';
import {
  draftOverrides,
  OverridesDraft,
  readOverrides,
} from '../Overrides/overridesDraft';
import { filledIn } from './parameterDefaults';
import { withoutRemovals, withRemovals } from './storedSecrets';

/** The configuration of a staging as it stands in the form. */
export interface ConfigurationDraft {
  commit: string;
  parameters: JsonObject;
  /** Dotted paths of secrets that are to be removed. */
  removedSecrets?: string[];
  overrides: OverridesDraft;
}

/** What a draft comes to: the inputs of a staging. */
export interface ConfigurationInputs extends JsonObject {
  commit?: string;
  parameters: JsonObject;
  overrides: JsonObject;
}

/** The inputs of a staging as a form shows them: with the template's defaults filled in. */
export function inputsOf(
  { source, parameters, overrides }: Staging,
  template: StagingTemplate | undefined,
): ConfigurationInputs {
  return {
    ...(source.commit !== undefined && { commit: source.commit }),
    parameters: template
      ? filledIn(template.parameters, parameters)
      : parameters,
    overrides,
  };
}

/** The draft that says the same as some inputs. */
export function draftOf(inputs: ConfigurationInputs): ConfigurationDraft {
  return {
    commit: inputs.commit ?? '',
    parameters: withoutRemovals(inputs.parameters),
    overrides: draftOverrides(inputs.overrides),
  };
}

/** What a draft says; undefined while a part of it cannot be read. */
export function readDraft(
  draft: ConfigurationDraft,
): ConfigurationInputs | undefined {
  const overrides = readOverrides(draft.overrides);
  const commit = draft.commit.trim();
  return (
    overrides && {
      ...(commit && { commit }),
      parameters: withRemovals(draft.parameters, draft.removedSecrets),
      overrides,
    }
  );
}
