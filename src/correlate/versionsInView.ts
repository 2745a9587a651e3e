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

const byNumber = new Intl.Collator('en', { numeric: true });

/** Whether a version began to serve after another one. Both there from the first point on: nothing tells. */
export const isNewer = (one: VersionInView, other: VersionInView): boolean => one.firstMs > other.firstMs;

/**
 * Newest first: the one that was first seen last. Names (hashes, branches) order only what began together, so that the
 * order is the same each time; see {@link isNewer}. Θ(points).
 *
 * The series are requests per second by version, or the number of series by version (`count by`); the latter are whole
 * numbers throughout and say nothing of requests.
 */
export function versionsInView(
  series: readonly VersionSeries[],
  { fromMs = -Infinity, toMs = Infinity }: { readonly fromMs?: number; readonly toMs?: number } = {}
): readonly VersionInView[] {
  const isCount = series.every(({ values }) => everyValue(values, (value) => Number.isInteger(value)));
  const byVersion = new Map<string, VersionInView>();
  for (const { version, timesMs, values, lookbackMs } of series) {
    const known = byVersion.get(version);
    let [firstMs, lastMs] = [known?.firstMs ?? Infinity, known?.lastMs ?? -Infinity];
    for (let at = 0; at < timesMs.length; at++) {
      if ((values[at] ?? 0) > 0) {
        firstMs = Math.min(firstMs, timesMs[at]);
        lastMs = Math.max(lastMs, timesMs[at]);
      }
    }
    if (version !== '' && firstMs <= lastMs) {
      const requests = isCount
        ? null
        : (known?.requests ?? 0) + requestsOf({ timesMs, values, lookbackMs }, fromMs, toMs);
      byVersion.set(version, { version, firstMs, lastMs, requests });
    }
  }
  return [...byVersion.values()].sort(
    (a, b) => b.firstMs - a.firstMs || b.lastMs - a.lastMs || byNumber.compare(b.version, a.version)
  );
}

export interface RateColumns {
  readonly timesMs: ArrayLike<number>;
  /** per second; null or NaN where there is no sample */
  readonly values: ArrayLike<number | null>;
  /** a value is the mean over so long before its time; absent = {@link USUAL_LOOKBACK_MS} */
  readonly lookbackMs?: number;
}

/** Grafana's `$__rate_interval` at the usual scrape interval of 15 s. */
export const USUAL_LOOKBACK_MS = 60_000;

/**
 * Requests between two moments: rate × step, summed. A rate lags by half of its look-back: what a point says happened that
 * much earlier, so the sum runs later by as much, and what lies behind the last point is taken to be like it. Without this a
 * version that starts in view has a minute of requests too few, and the one before it as many too many.
 */
export function requestsOf(
  { timesMs, values, lookbackMs = USUAL_LOOKBACK_MS }: RateColumns,
  fromMs = -Infinity,
  toMs = Infinity
): number {
  const step = usualStep(timesMs);
  const lag = lookbackMs / 2;
  const first = timesMs[0] ?? 0;
  const last = timesMs[timesMs.length - 1] ?? 0;
  // The last point of a window lies up to a step before its end.
  const end = Math.min(toMs, toMs < last + step ? toMs : last);
  const [from, to] = [Math.max(fromMs, first) + lag, end + lag];
  let requests = 0;
  let lastRate = 0;
  for (let at = 0; at < timesMs.length; at++) {
    const rate = values[at];
    if (typeof rate === 'number' && Number.isFinite(rate)) {
      // A point stands for the step before it; of a step at the edge, for the part inside.
      const inside = Math.min(timesMs[at], to) - Math.max(timesMs[at] - step, from);
      requests += rate * Math.max(0, inside / 1000);
      lastRate = timesMs[at] === last ? rate : 0;
    }
  }
  return requests + (lastRate * Math.max(0, to - Math.max(from, last))) / 1000;
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
