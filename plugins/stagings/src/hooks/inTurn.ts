/** How one of several pieces of work ended. */
export type Outcome<T> = { value: T } | { error: unknown };

/**
 * Does the same with each item, a few at once, and gives back how each ended, in the order of the items. It
 * never throws: one failure does not keep the others from being done.
 */
export async function inTurn<I, T>(
  items: readonly I[],
  atOnce: number,
  work: (item: I) => Promise<T>,
): Promise<Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  const left = [...items.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, item] = next;
      outcomes[index] = await work(item).then(
        value => ({ value }),
        (error: unknown) => ({ error }),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}
