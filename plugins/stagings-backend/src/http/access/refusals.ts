import { StagingRecord } from '../../model/staging';
import { AccessQuestion } from './questions';

/** What was refused to a caller, for the audit. */
export interface Refusal {
  /** Why: the caller may do nothing at all, not that, or may not even know of it. */
  refusal: 'unlisted-service' | 'not-administrator' | 'forbidden' | 'hidden';
  question?: AccessQuestion | 'create' | 'templates' | 'administer';
  entityRef?: string;
  template?: string;
  staging?: StagingRecord;
}

/** Kept beside the errors and not in them: an answer must not differ by what it hides. */
const refusals = new WeakMap<Error, Refusal>();

/** Notes for the audit what an error refuses; answers the error. */
export function refusing<E extends Error>(error: E, refusal: Refusal): E {
  refusals.set(error, refusal);
  return error;
}

/** What an error refuses; undefined where it refuses nothing for lack of permission. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof Error ? refusals.get(error) : undefined;
}
