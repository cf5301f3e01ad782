import { JsonObject } from '@backstage/types';
import {
  Staging,
  UpdateStagingRequest,
} from 'backstage-plugin-stagings-common';
import { mergePatch } from './mergePatch';
import { parseOverrides } from './overridesText';

/** The configuration as it stands in the form. */
export interface ConfigurationDraft {
  commit: string;
  parameters: JsonObject;
  overridesText: string;
}

/**
 * What to send for a draft: only what differs from the staging, with the revision that it was made on.
 * Undefined if nothing differs, or if the draft cannot be read.
 */
export function configurationPatch(
  staging: Staging,
  draft: ConfigurationDraft,
): UpdateStagingRequest | undefined {
  const parsed = parseOverrides(draft.overridesText);
  if (!('value' in parsed)) return undefined;
  const parameters = mergePatch(staging.parameters, draft.parameters);
  const overrides = mergePatch(staging.overrides, parsed.value);
  const commit = draft.commit.trim();
  const changes: UpdateStagingRequest = {
    ...(commit !== (staging.source.commit ?? '') && { commit: commit || null }),
    ...(hasKeys(parameters) && { parameters }),
    ...(hasKeys(overrides) && { overrides }),
  };
  return hasKeys(changes)
    ? { ...changes, revision: staging.revision }
    : undefined;
}

function hasKeys(object: object): boolean {
  return Object.keys(object).length > 0;
}
