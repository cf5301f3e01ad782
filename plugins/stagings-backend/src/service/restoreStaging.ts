import { NotFoundError } from '@backstage/errors';
import { StagingRecord } from '../model/staging';
import { findStaging } from '../store';
import { Caller } from './caller';
import { ServiceContext } from './context';
import { roomsFor } from './limits';
import { requestState } from './transitions';

/**
 * Brings an archived staging back. It runs again, so it needs room as a new one does.
 *
 * @throws ConflictError where the phase does not allow it
 * @throws LimitError where there is no room for it
 */
export async function restoreStaging(
  context: ServiceContext,
  id: string,
  caller: Caller,
): Promise<StagingRecord> {
  const staging = await findStaging(context.db, id);
  if (!staging) throw new NotFoundError('There is no such staging');
  const rooms = await roomsFor(context, staging);
  return requestState(context, id, caller, 'restore', { rooms });
}
