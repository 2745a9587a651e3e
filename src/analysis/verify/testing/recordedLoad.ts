/**
 * Load and latency of the recorded incident, out of its Prometheus series (demo/dataset): requests, requests by route,
 * failed ones, and quantiles of one route by sub-window.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: ReadonlyArray<readonly [number, string]>;
}

export interface RecordedLoad {
  readonly requests: number;
  readonly routeMix: Readonly<Record<string, number>>;
  readonly errorRatio: number;
  /** requests per second */
  readonly rate: number;
  readonly p50: readonly number[];
  readonly p99: readonly number[];
}

const WINDOW_SECONDS = 60;

export function readRecordedLoad(dataset: string, selector: { version: string; route: string }): RecordedLoad {
  const text = gunzipSync(readFileSync(`${dataset}/prometheus/series.json.gz`)).toString();
  const all = (JSON.parse(text) as { data: { result: Series[] } }).data.result.filter(
    ({ metric }) => metric.job === 'checkout' && metric.version === selector.version
  );
  const counts = all.filter(({ metric }) => metric.__name__ === 'http_server_requests_total');
  const routeMix: Record<string, number> = {};
  let failed = 0;
  for (const { metric, values } of counts) {
    // A counter of a fresh process starts at 0: its last value is all it served.
    const served = Number(values[values.length - 1][1]);
    routeMix[metric.http_route] = (routeMix[metric.http_route] ?? 0) + served;
    failed += metric.http_response_status_code.startsWith('5') ? served : 0;
  }
  const requests = Object.values(routeMix).reduce((sum, count) => sum + count, 0);
  const times = counts.flatMap(({ values }) => values.map(([time]) => time));
  const [start, end] = [Math.min(...times), Math.max(...times)];
  const buckets = all.filter(
    ({ metric }) =>
      metric.__name__ === 'http_server_request_duration_seconds_bucket' &&
      metric.http_route === selector.route &&
      metric.http_response_status_code === '200'
  );
  const quantiles = (quantile: number) => {
    const values: number[] = [];
    for (let from = start; from + WINDOW_SECONDS <= end; from += WINDOW_SECONDS) {
      values.push(histogramQuantile(quantile, buckets, { from, to: from + WINDOW_SECONDS }));
    }
    return values.filter(Number.isFinite);
  };
  return {
    requests,
    routeMix,
    errorRatio: failed / requests,
    rate: requests / (end - start),
    p50: quantiles(0.5),
    p99: quantiles(0.99),
  };
}

/** As Prometheus does it: linear inside the bucket that holds the rank; the last finite bound above. */
function histogramQuantile(
  quantile: number,
  buckets: readonly Series[],
  { from, to }: { from: number; to: number }
): number {
  const at = ({ values }: Series, time: number) => Number(values.filter(([t]) => t <= time).pop()?.[1] ?? 0);
  const counts = buckets
    .map((series) => ({
      bound: Number(series.metric.le.replace('+Inf', 'Infinity')),
      count: at(series, to) - at(series, from),
    }))
    .sort((a, b) => a.bound - b.bound);
  const rank = quantile * (counts[counts.length - 1]?.count ?? 0);
  if (rank === 0) {
    return NaN;
  }
  const index = counts.findIndex(({ count }) => count >= rank);
  const below = index > 0 ? counts[index - 1] : { bound: 0, count: 0 };
  const { bound, count } = counts[index];
  return Number.isFinite(bound)
    ? below.bound + ((bound - below.bound) * (rank - below.count)) / (count - below.count)
    : below.bound;
}
