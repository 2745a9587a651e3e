/** mulberry32: 32 bits of state, good enough to draw trees and mutations with, the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Random stacks over few names, so that paths meet and functions recur; whole weights, so that sums are exact. */
export function randomStacks(random: () => number, count = 30): Array<{ names: string[]; weight: number }> {
  return Array.from({ length: count }, () => ({
    names: Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
      String.fromCharCode(65 + Math.floor(random() * 6))
    ),
    weight: 1 + Math.floor(random() * 9),
  }));
}
