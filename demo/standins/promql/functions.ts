/** The arithmetic of `rate` and `histogram_quantile`, as Prometheus 2.42 does it. */
import type { Samples } from './values';

/** @returns index of the last sample at or before the moment, −1 when there is none */
export function lastIndexAt(timesMs: ArrayLike<number>, atMs: number): number {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! <= atMs) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}

/**
 * `rate`, `increase`, `delta`: change between first and last sample of the window, resets added back, stretched to the
 * window's ends where samples come close to them (1.1 sample distances), by half a distance otherwise, and never below
 * zero for a counter. Rule: Prometheus' extrapolated rate. null = fewer than two samples.
 */
export function extrapolatedChange(series: Samples, atMs: number, rangeMs: number, name: string): number | null {
  const { timesMs, values, stale } = series;
  const startMs = atMs - rangeMs;
  const last = lastIndexAt(timesMs, atMs);
  let count = 0;
  let change = 0;
  let [firstMs, lastMs, firstValue, previous] = [0, 0, 0, 0];
  for (let i = lastIndexAt(timesMs, startMs - 1) + 1; i <= last; i++) {
    if (stale[i] === 1) {
      continue;
    }
    const value = values[i]!;
    if (count === 0) {
      firstMs = timesMs[i]!;
      firstValue = value;
    } else {
      change += name !== 'delta' && value < previous ? value : value - previous;
    }
    previous = value;
    lastMs = timesMs[i]!;
    count++;
  }
  if (count < 2) {
    return null;
  }
  const sampledMs = lastMs - firstMs;
  const distanceMs = sampledMs / (count - 1);
  let toStartMs = firstMs - startMs;
  const toEndMs = atMs - lastMs;
  if (name !== 'delta' && change > 0 && firstValue >= 0) {
    toStartMs = Math.min(toStartMs, sampledMs * (firstValue / change));
  }
  const reachMs = reach(toStartMs, distanceMs) + reach(toEndMs, distanceMs);
  const stretched = change * ((sampledMs + reachMs) / sampledMs);
  return name === 'rate' ? stretched / (rangeMs / 1000) : stretched;
}

/** How far the samples stand for the time beside them. */
const reach = (gapMs: number, distanceMs: number): number => (gapMs < distanceMs * 1.1 ? gapMs : distanceMs / 2);

/** One bucket of a classic histogram: cumulative count of what was at most `le`. */
export interface Bucket {
  readonly le: number;
  count: number;
}

/**
 * Linear inside the bucket that holds the rank. Buckets of equal bound (`1` and `1.0`) are added up, counts that fall
 * are raised to their predecessor. NaN without an `+Inf` bucket, without a second bucket or without observations.
 */
export function bucketQuantile(quantile: number, unordered: Bucket[]): number {
  if (!(quantile >= 0 && quantile <= 1)) {
    return Number.isNaN(quantile) ? NaN : quantile < 0 ? -Infinity : Infinity;
  }
  const buckets: Bucket[] = [];
  for (const bucket of unordered.sort((a, b) => a.le - b.le)) {
    const previous = buckets[buckets.length - 1];
    if (previous?.le === bucket.le) {
      previous.count += bucket.count;
    } else {
      buckets.push({ ...bucket });
    }
  }
  const lastIndex = buckets.length - 1;
  if (lastIndex < 1 || buckets[lastIndex]!.le !== Infinity) {
    return NaN;
  }
  for (let i = 1; i <= lastIndex; i++) {
    buckets[i]!.count = Math.max(buckets[i]!.count, buckets[i - 1]!.count);
  }
  const total = buckets[lastIndex]!.count;
  if (total === 0) {
    return NaN;
  }
  const rank = quantile * total;
  const found = buckets.findIndex((bucket) => bucket.count >= rank);
  if (found === lastIndex || found < 0) {
    return buckets[lastIndex - 1]!.le;
  }
  const { le: end, count } = buckets[found]!;
  if (found === 0 && end <= 0) {
    return end;
  }
  const start = found > 0 ? buckets[found - 1]!.le : 0;
  const below = found > 0 ? buckets[found - 1]!.count : 0;
  return start + (end - start) * ((rank - below) / (count - below));
}
