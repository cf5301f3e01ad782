/** Another worker has the staging now: whatever this one still had in mind is void. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';
  readonly stagingId: string;

  constructor(stagingId: string) {
    super(`The lease on the staging ${stagingId} is lost`);
    this.stagingId = stagingId;
  }
}

/** A newer order took the place of the one that the worker carries out, or it was cancelled. */
export class SupersededError extends Error {
  readonly name = 'SupersededError';
  readonly stagingId: string;

  constructor(stagingId: string) {
    super(`The order for the staging ${stagingId} does not stand any more`);
    this.stagingId = stagingId;
  }
}

/** Several objects of one stage could not be applied. */
export class StageError extends Error {
  readonly name = 'StageError';
  /** At least two. */
  readonly failures: readonly unknown[];

  constructor(failures: readonly unknown[]) {
    super(`${failures.length} objects could not be applied`);
    this.failures = failures;
  }
}

/** Whether an error only says that somebody else decides now. */
export function isOutOfHand(error: unknown): boolean {
  return error instanceof LeaseLostError || error instanceof SupersededError;
}
