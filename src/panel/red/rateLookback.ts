/** How far back a rate looks, as the executed query says: `[1m0s]` → 60 000. */
import { rangeUtil, type DataFrame } from '@grafana/data';

const RANGE = /\[((?:\d+(?:ms|[smhdwy]))+)\]/;
const PART = /\d+(?:ms|[smhdwy])/g;

/** Milliseconds; undefined where the query does not say it. */
export function rateLookback(frame: DataFrame): number | undefined {
  const range = RANGE.exec(frame.meta?.executedQueryString ?? '')?.[1];
  return range?.match(PART)?.reduce((sum, part) => sum + rangeUtil.intervalToMs(part), 0);
}
