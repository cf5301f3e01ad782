/** Waits for something that others may wait for too: whoever gives up does not stop it. */
export async function waitFor<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Work of which each sort is done once at a time, for all who ask for it meanwhile. */
export class SharedWork<T> {
  private readonly running = new Map<string, Promise<T>>();

  async run(
    key: string,
    signal: AbortSignal,
    work: () => Promise<T>,
  ): Promise<T> {
    let shared = this.running.get(key);
    if (!shared) {
      shared = work().finally(() => this.running.delete(key));
      this.running.set(key, shared);
    }
    return waitFor(shared, signal);
  }
}
