/** Ranges and ticks of the three charts; pure numbers, no pixels of any one chart. */

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Steps that read well as a maximum: half of each is a round number too. */
const NICE_STEPS = [1, 2, 4, 6, 8, 10];

/** Smallest round number that leaves a little air over `max`; 1 where there is nothing to show. */
export function niceMaximum(max: number): number {
  if (!Number.isFinite(max) || max <= 0) {
    return 1;
  }
  const power = 10 ** Math.floor(Math.log10(max));
  const step = NICE_STEPS.find((candidate) => candidate * power >= max * 1.02) ?? 20;
  return Number((step * power).toPrecision(3));
}

/**
 * Range of the logarithmic duration axis: all positive values, the limit included, with room for dots at both edges.
 * One value (or none) gets a decade around it.
 */
export function durationRange(values: Iterable<number | null | undefined>): Range {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  if (min > max) {
    return { min: 0.1, max: 1 };
  }
  return max / min < 2 ? { min: min / 3, max: max * 3 } : { min: min / 1.3, max: max * 1.4 };
}

/** Distance of two ticks as a share of the axis below which their labels would touch. */
const MIN_TICK_DISTANCE = 0.2;

/**
 * Ticks of the duration axis: the limit, and 1 and 4 of each decade (100 ms, 400 ms) where there is room. The limit comes
 * first, so a neighbour that would touch it is dropped.
 */
export function durationTicks({ min, max }: Range, limit: number | null): number[] {
  const logRange = Math.log10(max / min);
  const ticks: number[] = limit !== null && limit >= min && limit <= max ? [limit] : [];
  const candidates: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    // 10 ** -1 is exact where 0.1 is; the product is rounded to keep 0.4 from becoming 0.4000…01.
    candidates.push(...[1, 4].map((factor) => Number((factor * 10 ** power).toPrecision(2))));
  }
  // Whole decades before the fours, so that a wide range shows 10 ms, 100 ms, 1 s rather than an arbitrary mix.
  const isDecade = (value: number) => Number.isInteger(Number(Math.log10(value).toFixed(6)));
  candidates.sort((a, b) => Number(isDecade(b)) - Number(isDecade(a)) || a - b);
  for (const candidate of candidates) {
    const fits = ticks.every((tick) => Math.abs(Math.log10(candidate / tick)) / logRange >= MIN_TICK_DISTANCE);
    if (candidate >= min && candidate <= max && fits) {
      ticks.push(candidate);
    }
  }
  return ticks.sort((a, b) => a - b);
}

/** Index of the point nearest to `timeMs`; −1 for no points. Binary search. */
export function nearestIndex(timesMs: readonly number[], timeMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle] < timeMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low > 0 && (low === timesMs.length || timeMs - timesMs[low - 1] <= timesMs[low] - timeMs)) {
    return low - 1;
  }
  return timesMs.length === 0 ? -1 : low;
}
