/** Versions that served in a window, from their series, and how many requests each served. */
import type { VersionSeries } from './deploys';

export interface VersionInView {
  readonly version: string;
  /** first and last point with traffic */
  readonly firstMs: number;
  readonly lastMs: number;
  /** served in view; null where the series count instances and not requests */
  readonly requests: number | null;
}

/**
 * Newest first: the one that was first seen last, since names (hashes, branches) have no order. Θ(points).
 *
 * The series are requests per second by version, or the number of series by version (`count by`); the latter are whole
 * numbers throughout and say nothing of requests.
 */
export function versionsInView(series: readonly VersionSeries[]): readonly VersionInView[] {
  const isCount = series.every(({ values }) => everyValue(values, (value) => Number.isInteger(value)));
  const byVersion = new Map<string, VersionInView>();
  for (const { version, timesMs, values } of series) {
    const known = byVersion.get(version);
    let [firstMs, lastMs] = [known?.firstMs ?? Infinity, known?.lastMs ?? -Infinity];
    for (let at = 0; at < timesMs.length; at++) {
      if ((values[at] ?? 0) > 0) {
        firstMs = Math.min(firstMs, timesMs[at]);
        lastMs = Math.max(lastMs, timesMs[at]);
      }
    }
    if (version !== '' && firstMs <= lastMs) {
      const requests = isCount ? null : (known?.requests ?? 0) + requestsOf({ timesMs, values });
      byVersion.set(version, { version, firstMs, lastMs, requests });
    }
  }
  return [...byVersion.values()].sort(
    (a, b) => b.firstMs - a.firstMs || b.lastMs - a.lastMs || (a.version < b.version ? 1 : -1)
  );
}

export interface RateColumns {
  readonly timesMs: ArrayLike<number>;
  /** per second; null or NaN where there is no sample */
  readonly values: ArrayLike<number | null>;
}

/** Requests between two moments: rate × time to the next point, gaps left out. A point stands for the step before it. */
export function requestsOf({ timesMs, values }: RateColumns, fromMs = -Infinity, toMs = Infinity): number {
  const step = usualStep(timesMs);
  let requests = 0;
  for (let at = 0; at < timesMs.length; at++) {
    const rate = values[at];
    if (typeof rate === 'number' && Number.isFinite(rate) && timesMs[at] > fromMs && timesMs[at] <= toMs) {
      requests += rate * (step / 1000);
    }
  }
  return requests;
}

function usualStep(timesMs: ArrayLike<number>): number {
  const steps = Array.from({ length: Math.max(0, timesMs.length - 1) }, (_, at) => timesMs[at + 1] - timesMs[at]);
  steps.sort((a, b) => a - b);
  return steps[Math.floor((steps.length - 1) / 2)] ?? 0;
}

function everyValue(values: ArrayLike<number | null>, holds: (value: number) => boolean): boolean {
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (typeof value === 'number' && Number.isFinite(value) && !holds(value)) {
      return false;
    }
  }
  return true;
}
