/** A source of random choices that repeats itself for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
  /** So many of what `make` makes, from none to the limit. */
  several<T>(limit: number, make: () => T): T[];
}

/** The generator mulberry32. */
export function seeded(seed: number): Random {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) % 0x1_0000_0000;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: choices => choices[below(choices.length)]!,
    several: (limit, make) => Array.from({ length: below(limit + 1) }, make),
  };
}
