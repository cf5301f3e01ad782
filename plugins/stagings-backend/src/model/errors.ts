import { Explanation } from 'backstage-plugin-stagings-common';

/**
 * A deploy, archive or delete cannot go on as asked: trying again changes nothing until a person acts.
 * Carries what the staging's status says.
 */
export class TerminalError extends Error {
  readonly name = 'TerminalError';
  readonly explanation: Explanation;
  /** Everything that is wrong, where one look found several things; `explanation` sums them up. */
  readonly problems: readonly Explanation[];

  constructor(
    explanation: Explanation,
    options?: { cause?: unknown; problems?: readonly Explanation[] },
  ) {
    super(explanation.message, { cause: options?.cause });
    this.explanation = explanation;
    this.problems = options?.problems ?? [explanation];
  }
}

/** Something outside is not ready: the engine tries again by itself. Carries what the status says meanwhile. */
export class WaitingError extends Error {
  readonly name = 'WaitingError';
  readonly explanation: Explanation;
  /** Milliseconds until the next try; without it, the engine's back-off decides. */
  readonly retryAfter?: number;

  constructor(
    explanation: Explanation,
    options?: { cause?: unknown; retryAfter?: number },
  ) {
    super(explanation.message, { cause: options?.cause });
    this.explanation = explanation;
    this.retryAfter = options?.retryAfter;
  }
}
