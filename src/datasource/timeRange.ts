/** Time ranges as the API takes them. */
import type { TimeRange } from '@grafana/data';
import type { RangeMs } from './types';

const HOUR_MS = 3_600_000;

/** @returns the range in milliseconds, the last hour where Grafana gives none */
export function rangeMs(timeRange?: TimeRange): RangeMs {
  return timeRange ? { fromMs: timeRange.from.valueOf(), toMs: timeRange.to.valueOf() } : lastHour();
}

export function lastHour(): RangeMs {
  const toMs = Date.now();
  return { fromMs: toMs - HOUR_MS, toMs };
}
