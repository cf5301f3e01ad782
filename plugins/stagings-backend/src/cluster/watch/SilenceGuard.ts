import { Readable } from 'node:stream';
import { ClusterUnreachableError } from '../errors';
import { unreachable } from '../transport/connectionErrors';

/** Code of the error with which a stream is cut that has been silent for too long. */
export const SILENT = 'SILENT';

/** Cuts a stream that says nothing for too long. */
export class SilenceGuard {
  private timer?: NodeJS.Timeout;
  private limit = 0;

  constructor(
    private readonly stream: Readable,
    private readonly cluster: string,
  ) {}

  allow(milliseconds: number): void {
    this.limit = milliseconds;
    this.restart();
  }

  async *watching(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunks) {
        this.restart();
        yield chunk;
      }
    } catch (error) {
      throw unreachable(this.cluster, error);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private restart(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => this.stream.destroy(this.silence()),
      this.limit,
    );
  }

  private silence(): ClusterUnreachableError {
    return new ClusterUnreachableError(
      this.cluster,
      SILENT,
      `a watch gave no sign of life for ${this.limit / 1000} s`,
    );
  }
}
