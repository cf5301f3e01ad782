import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { StagingsConfig } from '../config/types';
import { aboutStaging } from '../model/audit';
import { RetentionStep, retentionStep } from '../model/archiveRetention';
import { StagingRecord } from '../model/staging';
import { listArchived, updateStaging } from '../store';
import { Actor } from './caller';
import { ChangeContext } from './context';
import { orderState, withStaging } from './transitions';

/** Who orders that archives are deleted: a policy of the platform, not a person. */
const RETENTION: Actor = { actor: 'policy:archive-retention' };

/** What keeping archives for a limited time needs. */
export interface RetentionContext extends ChangeContext {
  config: Pick<StagingsConfig, 'archive'>;
  auditor: AuditorService;
  notifications: Pick<NotificationService, 'send'>;
  logger: LoggerService;
}

/**
 * Deletes archives that are older than the platform keeps them, and tells people before. A delete is an order
 * like any other, in the staging's history and with an audit event.
 */
export async function enforceArchiveRetention(
  context: RetentionContext,
): Promise<void> {
  for (const id of await listArchived(context.db)) {
    const { step, staging } = await takeStep(context, id);
    if (step.do === 'warn') await notify(context, staging, step.expiresAt);
    if (step.do === 'delete') await audit(context, staging);
  }
}

/** Decides again under the lock, since somebody may have restored it meanwhile. */
async function takeStep(
  context: RetentionContext,
  id: string,
): Promise<{ step: RetentionStep; staging: StagingRecord }> {
  const { retention } = context.config.archive;
  const now = context.now();
  let step: RetentionStep = { do: 'nothing' };
  const staging = await withStaging(context, id, async (tx, current) => {
    step = retentionStep(current, retention, now);
    if (step.do === 'nothing') return current;
    if (step.do === 'delete') {
      return orderState(tx, current, {
        request: 'delete',
        caller: RETENTION,
        now,
      });
    }
    const patch = patchOf(step);
    await updateStaging(tx, id, patch);
    return { ...current, ...patch };
  });
  return { step, staging };
}

function patchOf(
  step: Extract<RetentionStep, { do: 'warn' | 'withdraw' }>,
): Pick<StagingRecord, 'expiresAt' | 'phaseExplanation'> {
  if (step.do === 'withdraw') {
    return { expiresAt: undefined, phaseExplanation: undefined };
  }
  return {
    expiresAt: step.expiresAt,
    phaseExplanation: {
      reason: 'ArchiveExpires',
      message: `Will be deleted with its data on ${dateOf(step.expiresAt)}`,
      hint: { text: 'Restore it to keep it.', audience: 'engineer' },
    },
  };
}

function dateOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The owners of the component, and who created the staging. Portals without notifications do without. */
async function notify(
  { notifications, logger }: RetentionContext,
  { id, name, entityRef, createdBy }: StagingRecord,
  expiresAt: number,
): Promise<void> {
  const creator = createdBy.startsWith('user:') ? [createdBy] : [];
  try {
    await notifications.send({
      recipients: { type: 'entity', entityRef: [entityRef, ...creator] },
      payload: {
        title: `The archived staging ${name} will be deleted`,
        description: `On ${dateOf(
          expiresAt,
        )} it goes with its data, unless somebody restores it before.`,
        link: `/stagings/${id}`,
        topic: 'stagings',
        scope: `stagings:archive:${id}`,
        severity: 'normal',
      },
    });
  } catch (error) {
    logger.debug(`Nobody was notified that ${name} will be deleted: ${error}`);
  }
}

async function audit(
  { auditor }: RetentionContext,
  staging: StagingRecord,
): Promise<void> {
  const event = await auditor.createEvent({
    eventId: 'staging-mutate',
    severityLevel: 'high',
    meta: {
      actionType: 'delete',
      ...aboutStaging(staging),
      actor: RETENTION.actor,
    },
  });
  await event.success();
}
