import { StagingRecord } from './staging';

const DAY = 24 * 60 * 60 * 1000;
/** People are told so long before an archive is deleted; half of the retention where that is shorter. */
const LONGEST_WARNING = 3 * DAY;

/** What the retention of archives asks for one staging. */
export type RetentionStep =
  | { do: 'nothing' }
  /** Tell people when it will be deleted. */
  | { do: 'warn'; expiresAt: number }
  /** What people were told does not hold any more. */
  | { do: 'withdraw' }
  | { do: 'delete' };

/**
 * Decides about a staging by how long it has been archived. Nothing is deleted that people were not told of
 * in time, also where the retention became shorter or nobody looked for a while.
 *
 * @param retention - how long archives are kept, in milliseconds; for ever without
 * @param now - milliseconds since the epoch
 */
export function retentionStep(
  {
    desired,
    phase,
    archivedAt,
    expiresAt,
  }: Pick<StagingRecord, 'desired' | 'phase' | 'archivedAt' | 'expiresAt'>,
  retention: number | undefined,
  now: number,
): RetentionStep {
  if (desired !== 'archived' || phase !== 'archived') return { do: 'nothing' };
  const end =
    retention === undefined || archivedAt === undefined
      ? Infinity
      : archivedAt + retention;
  const warning = Math.min(LONGEST_WARNING, (retention ?? 0) / 2);
  if (now < end - warning) {
    return { do: expiresAt === undefined ? 'nothing' : 'withdraw' };
  }
  if (expiresAt === undefined) {
    return { do: 'warn', expiresAt: Math.max(end, now + warning) };
  }
  return { do: now < Math.max(end, expiresAt) ? 'nothing' : 'delete' };
}
