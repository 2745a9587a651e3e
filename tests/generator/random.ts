/** Draws for the generator: one seeded stream per case, so that a case is known by its seed alone. */
import { seededRandom } from '../../src/profiles/testing/seededRandom';

export class Random {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = seededRandom(seed);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** Whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.next());
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  /** `count` different items, in random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    return Array.from({ length: Math.min(count, rest.length) }, () =>
      rest.splice(Math.floor(this.next() * rest.length), 1)
    ).flat();
  }

  /** Positive parts that add up to 1; `spread` 0 = equal, 1 = each drawn between 0.05 and 1. */
  parts(count: number, spread = 1): number[] {
    const raw = Array.from({ length: count }, () => 1 - spread * this.between(0, 0.95));
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((part) => part / sum);
  }

  /** Whole number ≥ 1 of mean `mean`: how long a burst is. */
  geometric(mean: number): number {
    return mean <= 1 ? 1 : 1 + Math.floor(Math.log(1 - this.next()) / Math.log(1 - 1 / mean));
  }
}
