import { aboutStaging } from '../../model/audit';
import { Workspace } from '../Workspace';
import { Repair } from './recordRepair';

/** Tells the portal's auditor of a repair that is recorded: the engine changes the cluster, and nobody asked for it. */
export async function auditRepair(
  { context, staging }: Workspace,
  { state, message, lines }: Repair,
): Promise<void> {
  const event = await context.auditor.createEvent({
    eventId: 'staging-mutate',
    severityLevel: 'medium',
    meta: {
      actionType: 'repair',
      ...aboutStaging(staging),
      objects: lines.map(line => line.message),
    },
  });
  if (state === 'failed') await event.fail({ error: new Error(message) });
  else await event.success();
}
