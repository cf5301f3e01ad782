import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterUnreachableError } from '../../cluster/errors';
import { writeClusterSign } from '../../store';
import { EngineContext } from '../context';
import { CLUSTER_UNREACHABLE } from '../failures/explain';

/** How often it is written that a cluster is followed. A reader takes it as the age of what it reads. */
const WRITE_EVERY_MS = 15_000;

/** Writes down, for all stagings of a cluster at once, whether the cluster is followed. */
export class SignWriter {
  private readonly context: EngineContext;
  private readonly cluster: string;
  private writtenAt?: number;
  private error?: Error;
  private lostAt?: number;

  constructor(context: EngineContext, cluster: string) {
    this.context = context;
    this.cluster = cluster;
  }

  /** Whether it is time to look and to write. */
  get isDue(): boolean {
    return (
      this.writtenAt === undefined ||
      Date.now() - this.writtenAt >= WRITE_EVERY_MS
    );
  }

  /** Says at the next opportunity how the watches are. */
  note(isLive: boolean, error: Error | undefined): void {
    this.error = error ?? this.error;
    this.writtenAt = undefined;
    if (isLive) this.reportBack();
    else if (error) this.reportLoss(error);
  }

  async write(isLive: boolean, error: Error | undefined): Promise<void> {
    const { db, owner, now, known } = this.context;
    this.writtenAt = Date.now();
    if (error) this.note(false, error);
    await writeClusterSign(
      db,
      this.cluster,
      owner,
      isLive
        ? { liveAt: now() }
        : {
            trouble: known.platform.deep(
              explain(this.cluster, error ?? this.error),
            ),
          },
    );
    if (isLive) this.error = undefined;
  }

  private reportLoss(error: Error): void {
    if (this.lostAt !== undefined) return;
    this.lostAt = Date.now();
    this.context.logger.warn(
      `The cluster ${this.cluster} cannot be followed: ${error.message}`,
    );
  }

  private reportBack(): void {
    if (this.lostAt === undefined) return;
    const seconds = Math.round((Date.now() - this.lostAt) / 1000);
    this.lostAt = undefined;
    this.context.logger.info(
      `The cluster ${this.cluster} is followed again, after ${seconds} s`,
    );
  }
}

function explain(cluster: string, error: Error | undefined): Explanation {
  return error instanceof ClusterUnreachableError ||
    error?.name === 'TimeoutError'
    ? { reason: CLUSTER_UNREACHABLE, message: capitalise(error.message) }
    : {
        reason: 'Stale',
        message: `The cluster ${cluster} cannot be followed at the moment${
          error ? `: ${error.message}` : ''
        }`,
      };
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
