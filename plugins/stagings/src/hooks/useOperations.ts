import { useApi } from '@backstage/core-plugin-api';
import { Operation, OperationWithLog } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../api/stagingsApiRef';
import { POLL_MS } from './pollIntervals';
import { Live, useLiveQuery } from './useLiveQuery';

/** Whether an operation has not come to its end. */
export function isOpen({ state }: Operation): boolean {
  return state === 'queued' || state === 'running';
}

/** What was done with a staging, newest first, kept fresh. */
export function useOperations(stagingId: string): Live<Operation[]> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['operations', stagingId],
    read: () => api.listOperations(stagingId),
    pollMs: operations =>
      operations?.some(isOpen) ? POLL_MS.moving : POLL_MS.resting,
    wokenBy: changed => changed === stagingId,
  });
}

/** One operation with its log, kept fresh. */
export function useOperation(operation: Operation): Live<OperationWithLog> {
  const api = useApi(stagingsApiRef);
  return useLiveQuery({
    key: ['operation', operation.id],
    read: () => api.getOperation(operation.id),
    pollMs: known =>
      known && !isOpen(known) ? POLL_MS.resting : POLL_MS.moving,
    wokenBy: changed => changed === operation.stagingId,
  });
}
