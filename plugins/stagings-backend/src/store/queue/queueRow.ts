import { BigIntColumn } from '../columnValues';

/** The columns of the table `stagings` that make it a work queue. */
export interface QueueRow {
  id: string;
  cluster: string;
  wake_at: BigIntColumn | null;
  wake_sequence: number;
  priority: number;
  attempts: number;
  lease_owner: string | null;
  lease_until: BigIntColumn | null;
  lease_token: number;
}

/** Who waits for the work: a person, ahead of all else, or nobody. */
export type WakePriority = 'user' | 'background';

/** Values of the column `priority`; higher goes first. */
export const PRIORITY: Record<WakePriority, number> = {
  background: 0,
  user: 1,
};
