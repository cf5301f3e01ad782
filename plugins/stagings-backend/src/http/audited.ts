import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { AnyRequest } from './access/authenticate';

/** What an audit event says besides actor, time and outcome. */
export interface AuditSubject {
  eventId: 'staging-mutate' | 'staging-logs' | 'staging-manifest';
  meta: JsonObject;
}

/**
 * Runs a use case as an audited event: its success, or its failure with the error, is recorded with the
 * actor. Refusals are failures, so they are recorded too.
 */
export async function audited<T>(
  auditor: AuditorService,
  req: AnyRequest,
  subject: AuditSubject,
  run: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId: subject.eventId,
    severityLevel: 'medium',
    request: req,
    meta: subject.meta,
  });
  try {
    const result = await run();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
