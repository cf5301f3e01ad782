import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { StagingsConfig } from '../config/types';
import { purgeDeleted } from '../store';
import { enforceArchiveRetention, RetentionContext } from './archiveRetention';

/**
 * Removes the records of deleted stagings that are older than the retention, with their operations and logs.
 *
 * @param now - milliseconds since the epoch
 * @returns how many
 */
export function purgeHistory(
  db: Knex,
  { history }: Pick<StagingsConfig, 'history'>,
  now: number,
): Promise<number> {
  return purgeDeleted(db, now - history.retention);
}

/** Looks every hour, in one replica at a time, for records and archives that are too old. */
export async function scheduleRetention(
  options: RetentionContext & {
    scheduler: SchedulerService;
    db: Knex;
    config: StagingsConfig;
  },
): Promise<void> {
  const { scheduler, auditor, logger, db, config } = options;
  await scheduler.scheduleTask({
    id: 'stagings-archive-retention',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => enforceArchiveRetention(options),
  });
  await scheduler.scheduleTask({
    id: 'stagings-history-retention',
    frequency: { hours: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: async () => {
      const count = await purgeHistory(db, config, Date.now());
      if (count === 0) return;
      logger.info(`Removed the records of ${count} deleted stagings`);
      const event = await auditor.createEvent({
        eventId: 'history-purge',
        severityLevel: 'high',
        meta: { count },
      });
      await event.success();
    },
  });
}
