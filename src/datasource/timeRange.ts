/** Time ranges as the API takes them. */
import type { TimeRange } from '@grafana/data';
import type { RangeMs } from './types';

const HOUR_MS = 3_600_000;

/** @returns the range in milliseconds, the last hour where Grafana gives none */
export function rangeMs(timeRange?: TimeRange): RangeMs {
  if (!timeRange) {
    return lastHour();
  }
  const { from, to, raw } = timeRange;
  return {
    fromMs: from.valueOf(),
    toMs: to.valueOf(),
    ...(isMoment(raw.from) && isMoment(raw.to) && { isFixed: true }),
  };
}

/** False for `now-1h` and for `now/d`, which mean another moment at every refresh. */
function isMoment(raw: TimeRange['raw']['from']): boolean {
  return typeof raw !== 'string' || !raw.includes('now');
}

export function lastHour(): RangeMs {
  const toMs = Date.now();
  return { fromMs: toMs - HOUR_MS, toMs };
}
