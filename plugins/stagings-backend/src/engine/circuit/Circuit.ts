import { ApiError, ClusterUnreachableError } from '../../cluster/errors';
import { WaitingError } from '../../model/errors';
import { explainFailure } from '../failures/explain';
import { admit, afterFailure, CircuitState, CLOSED } from './circuitState';

/** Those that were sent away come back spread over so many milliseconds. */
const SPREAD_MS = 5_000;

/** The way to one cluster: closed to calls for a while when the cluster does not answer. */
export class Circuit {
  private readonly now: () => number;
  private readonly onAnswerAgain: () => void;
  private state: CircuitState = CLOSED;
  private failure?: ClusterUnreachableError;
  /** When the cluster answered again after it was left alone, in milliseconds since the epoch. */
  backAt?: number;

  /** @param onAnswerAgain - is called when the cluster answers after it was left alone */
  constructor(now: () => number, onAnswerAgain: () => void) {
    this.now = now;
    this.onAnswerAgain = onAnswerAgain;
  }

  /** The last connection error, while the cluster is left alone. */
  get openFor(): ClusterUnreachableError | undefined {
    return this.state.openUntil === undefined ? undefined : this.failure;
  }

  /** @throws WaitingError while nobody may call the cluster */
  requireAdmission(): void {
    const admission = admit(this.state, this.now());
    if (admission.type === 'later') throw this.refusal(admission.inMs);
  }

  /**
   * Makes a call, and learns from how it ends.
   * @param proves - whether its answer certainly comes from the cluster
   * @throws WaitingError without making it while nobody may call the cluster
   */
  async run<T>(call: () => Promise<T>, proves: boolean): Promise<T> {
    const startedAt = this.now();
    const admission = admit(this.state, startedAt);
    if (admission.type === 'later') throw this.refusal(admission.inMs);
    if (admission.type === 'probe') {
      this.state = { ...this.state, isProbed: true };
    }
    try {
      const result = await call();
      if (proves) this.answered();
      return result;
    } catch (error) {
      if (error instanceof ClusterUnreachableError) {
        this.failed(error, startedAt);
      } else if (error instanceof ApiError) {
        this.answered();
      }
      throw error;
    } finally {
      if (admission.type === 'probe') {
        this.state = { ...this.state, isProbed: false };
      }
    }
  }

  /** The cluster gave a sign of life. */
  answered(): void {
    const wasOpen = this.state.openUntil !== undefined;
    this.state = CLOSED;
    this.failure = undefined;
    if (!wasOpen) return;
    this.backAt = this.now();
    this.onAnswerAgain();
  }

  private failed(error: ClusterUnreachableError, startedAt: number): void {
    this.failure = error;
    this.state = afterFailure(this.state, { startedAt, now: this.now() });
  }

  private refusal(inMs: number): WaitingError {
    return new WaitingError(explainFailure(this.failure).explanation, {
      retryAfter: Math.round(inMs + Math.random() * SPREAD_MS),
    });
  }
}
