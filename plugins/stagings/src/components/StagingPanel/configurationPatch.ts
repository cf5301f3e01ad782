import { UpdateStagingRequest } from 'backstage-plugin-stagings-common';
import { changesBetween } from '../Merge/threeWay';
import { ConfigurationInputs } from './configurationDraft';
import { mergePatch } from './mergePatch';

/**
 * What to send for a change: only what differs. Overrides are sent whole, since a patch could not say that a
 * value of the chart is to be removed. Undefined if nothing differs.
 */
export function configurationPatch(
  from: ConfigurationInputs,
  to: ConfigurationInputs,
): Omit<UpdateStagingRequest, 'revision'> | undefined {
  const parameters = mergePatch(from.parameters, to.parameters);
  const changed = changesBetween(from.overrides, to.overrides);
  const patch: UpdateStagingRequest = {
    ...(from.commit !== to.commit && { commit: to.commit ?? null }),
    ...(!hasNoKeys(parameters) && { parameters }),
    ...(changed.length > 0 && {
      overrides: to.overrides,
      replace: ['overrides'],
    }),
  };
  return hasNoKeys(patch) ? undefined : patch;
}

function hasNoKeys(object: object): boolean {
  return Object.keys(object).length === 0;
}
