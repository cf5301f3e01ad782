import { LoggerService } from '@backstage/backend-plugin-api';
import { OperationLogRecord } from '../model/operation';
import { appendLog, Db } from '../store';

/** How long a line may wait for others. */
const TOGETHER_MS = 1_000;

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
    const written = this.writing.then(() =>
      appendLog(this.db, this.operationId, this.take()),
    );
    this.writing = written.catch(() => {
      // Whoever asked is told; later lines are not held up.
    });
    return written;
  }

  /**
   * Has all lines so far stored in a transaction of somebody else, together with what that writes. Where it fails,
   * they wait for the next flush.
   */
  async flushWith<T>(
    transact: (flush: (tx: Db) => Promise<void>) => Promise<T>,
  ): Promise<T> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    let taken: typeof this.lines = [];
    try {
      return await transact(async tx => {
        taken = this.take();
        await appendLog(tx, this.operationId, taken);
      });
    } catch (error) {
      this.lines = [...taken, ...this.lines];
      throw error;
    }
  }

  private take() {
    const { lines } = this;
    this.lines = [];
    return lines;
  }
}
