import { Staging } from 'backstage-plugin-stagings-common';
import { StagingRecord } from '../model/staging';
import { Caller } from '../service/caller';
import { presentStaging } from '../service/present';
import { HttpContext } from './context';

/** A staging as this caller sees it. */
export async function present(
  { access }: Pick<HttpContext, 'access'>,
  caller: Caller,
  staging: StagingRecord,
): Promise<Staging> {
  const granted = await access.grantedOn(caller, [staging]);
  return presentStaging(staging, granted.get(staging.id) ?? new Set());
}
