/** Runs work as soon as there is room for it. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** A limit on how much runs at the same time; what has to wait goes in order. */
export function createLimit(max: number): Limit {
  const queue: Array<() => void> = [];
  let running = 0;
  return async work => {
    if (running < max) running += 1;
    else await new Promise<void>(resolve => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
