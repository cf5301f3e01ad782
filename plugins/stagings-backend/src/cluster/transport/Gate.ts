/** For how long a task that yields lets others pass, in milliseconds. */
const LONGEST_YIELD_MS = 5_000;

/** How a task waits for its turn. */
export interface Turn {
  /** Gives up the place in the line. */
  signal?: AbortSignal;
  /** Lets all others pass that wait as well, those that come later too, for up to five seconds. */
  yields?: boolean;
}

interface Waiting {
  enter: () => void;
  /** Milliseconds since the epoch. */
  since: number;
}

/** Lets at most so many tasks run at once; the others wait in order, and those that yield after the rest. */
export class Gate {
  private running = 0;
  private readonly line: Waiting[] = [];
  private readonly yielding: Waiting[] = [];

  constructor(private readonly capacity: number) {}

  /** @throws the signal's reason */
  async run<T>(task: () => Promise<T>, turn: Turn = {}): Promise<T> {
    turn.signal?.throwIfAborted();
    if (this.running >= this.capacity) {
      await this.queue(turn);
    } else {
      this.running++;
    }
    try {
      return await task();
    } finally {
      this.leave();
    }
  }

  private queue({ signal, yields }: Turn): Promise<void> {
    const line = yields ? this.yielding : this.line;
    return new Promise((resolve, reject) => {
      const waiting = { enter, since: Date.now() };
      function enter() {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      }
      function giveUp() {
        line.splice(line.indexOf(waiting), 1);
        reject(signal?.reason);
      }
      line.push(waiting);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Hands the place to the next in line, if any. */
  private leave(): void {
    const next = this.overdue() ?? this.line.shift() ?? this.yielding.shift();
    if (next) {
      next.enter();
    } else {
      this.running--;
    }
  }

  private overdue(): Waiting | undefined {
    const [first] = this.yielding;
    const isOverdue =
      first !== undefined && Date.now() - first.since >= LONGEST_YIELD_MS;
    return isOverdue ? this.yielding.shift() : undefined;
  }
}
