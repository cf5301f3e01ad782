import { LoggerService } from '@backstage/backend-plugin-api';
import { OperationLogRecord } from '../model/operation';
import { appendLog, Db } from '../store';

/** How long a line may wait for others. */
const TOGETHER_MS = 500;

/**
 * The log of one operation. Nothing waits for a line to be written: lines are stored together, in their
 * order, soon after they came or when somebody asks for it.
 */
export class OperationLog {
  private readonly db: Db;
  private readonly operationId: string;
  private readonly logger: LoggerService;
  private lines: Omit<OperationLogRecord, 'sequence'>[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(options: { db: Db; operationId: string; logger: LoggerService }) {
    this.db = options.db;
    this.operationId = options.operationId;
    this.logger = options.logger;
  }

  add(line: Omit<OperationLogRecord, 'sequence'>): void {
    this.lines.push(line);
    this.timer ??= setTimeout(() => {
      this.flush().catch(error =>
        this.logger.warn(
          `Cannot write to the log of the operation ${this.operationId}: ${error}`,
        ),
      );
    }, TOGETHER_MS);
  }

  /** Stores all lines so far. Not inside a transaction: a single connection would wait for itself. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const written = this.writing.then(() => this.write(this.db));
    this.writing = written.catch(() => {
      // Whoever asked is told; later lines are not held up.
    });
    return written;
  }

  /** Call before a transaction that stores lines itself: waits until nothing else is storing any. */
  async pause(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
  }

  /** Stores all lines so far inside a transaction of somebody else, who called {@link OperationLog.pause}. */
  async flushWithin(tx: Db): Promise<void> {
    await this.write(tx);
  }

  private async write(db: Db): Promise<void> {
    const lines = this.lines;
    if (lines.length === 0) return;
    this.lines = [];
    await appendLog(db, this.operationId, lines);
  }
}
