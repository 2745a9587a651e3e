/**
 * Which of a panel's series are rate, errors and durations, where no query says so by its name.
 *
 * Told by what a reader would look at: quantile, unit, names in legend and expression, labels, and the range of the values.
 * What can't be told stays out: a wrong line is worse than none. A query that is named as a part *is* that part, whatever
 * it looks like; its name is set in the panel's options.
 */
import { VERSION_LABELS } from '../analysis';
import { failureSense } from './failureSense';
import { DURATION_PARTS, type RedPart, type RedRefIds, type SeriesColumns } from './red';

/** One series with all that tells what it is. */
export interface DescribedSeries extends SeriesColumns {
  /** Grafana's unit id; '' where none is set */
  readonly unit: string;
  /** name of frame and field, legend */
  readonly name: string;
  /** the query's own text: PromQL, TraceQL */
  readonly expr: string;
}

export interface RecognisedRed {
  /** as `buildRedModel` takes them: under the parts' own refIds, in its units */
  readonly series: readonly SeriesColumns[];
  /** part → refId of the query that was taken for it by its looks */
  readonly recognised: Readonly<Partial<Record<RedPart, string>>>;
}

type Reading =
  | { readonly part: RedPart; readonly score: number; readonly convert: (value: number) => number }
  /** failed requests per second: becomes a share with the rate */
  | { readonly part: 'failures'; readonly score: number; readonly convert: (value: number) => number };

/**
 * @param queried        refIds of the panel's queries; null where they are not known
 * @param versionLabels  labels that tell versions apart, telling ones first
 * O(series × points)
 */
export function recogniseRed(
  series: readonly DescribedSeries[],
  refIds: RedRefIds,
  queried: readonly string[] | null,
  versionLabels: readonly string[] = VERSION_LABELS
): RecognisedRed {
  const names = new Set(Object.values(refIds));
  const isNamed = ({ refId }: DescribedSeries) => names.has(refId);
  const named = series.filter(isNamed);
  const taken = new Set([...named.map(({ refId }) => refId), ...(queried ?? [])]);
  const missing = (part: RedPart) => !taken.has(refIds[part]);
  const groups = readGroups(fromBuckets(series.filter((one) => !isNamed(one))), versionLabels);

  const found = new Map<RedPart | 'failures', Group>();
  for (const group of groups) {
    const before = found.get(group.part);
    if (before === undefined || group.score > before.score) {
      found.set(group.part, group);
    }
  }
  const recognised: Partial<Record<RedPart, string>> = {};
  const added: SeriesColumns[] = [];
  const take = (part: RedPart, group: Group | undefined, columns = group?.series ?? []) => {
    if (group !== undefined && missing(part)) {
      recognised[part] = group.refId;
      added.push(...columns.map((column) => ({ ...column, refId: refIds[part] })));
    }
  };
  for (const part of ['rate', 'versions', ...DURATION_PARTS] as const) {
    take(part, found.get(part));
  }
  const failures = found.get('failures');
  const rate = [...named, ...added].filter(({ refId }) => refId === refIds.rate);
  take('errors', found.get('errors'));
  if (recognised.errors === undefined && failures !== undefined && rate.length > 0) {
    take('errors', failures, [shareOf(failures.series, rate)]);
  }
  return { series: [...named, ...added], recognised };
}

interface Group {
  readonly part: RedPart | 'failures';
  readonly refId: string;
  readonly score: number;
  readonly series: readonly SeriesColumns[];
}

/** Series of one query that play the same part belong together: a rate by route is one rate. */
function readGroups(series: readonly DescribedSeries[], versionLabels: readonly string[]): readonly Group[] {
  const groups = new Map<string, Group & { readonly series: SeriesColumns[] }>();
  for (const one of series) {
    const reading = read(one, versionLabels);
    if (reading !== null) {
      const { refId, labels, timesMs, values, lookbackMs } = one;
      const column = { refId, labels, timesMs, values: converted(values, reading.convert), lookbackMs };
      const key = `${reading.part} ${refId}`;
      const group = groups.get(key);
      if (group === undefined) {
        groups.set(key, { part: reading.part, refId, score: reading.score, series: [column] });
      } else {
        group.series.push(column);
      }
    }
  }
  return [...groups.values()];
}

const isNumber = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const same = (value: number) => value;
const times = (factor: number) => (factor === 1 ? same : (value: number) => value * factor);
const converted = (values: ArrayLike<number | null>, convert: (value: number) => number) =>
  convert === same ? values : Array.from(values, (value) => (isNumber(value) ? convert(value) : null));

function read(series: DescribedSeries, versionLabels: readonly string[]): Reading | null {
  return readQuantile(series) ?? readVersions(series, versionLabels) ?? readErrors(series) ?? readRate(series);
}

const QUANTILES: ReadonlyMap<number, RedPart> = new Map([
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
]);
/** Grafana's unit id → seconds. */
const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['us', 1e-6],
  ['ns', 1e-9],
]);
const DURATION_WORDS = /duration|latenc|response.?time|seconds|elapsed|took|_ms\b|_ms_/i;
const NO_DURATION = /bytes|size|_length/i;

function readQuantile(series: DescribedSeries): Reading | null {
  const { unit, name, expr } = series;
  const quantile = quantileOf(series);
  const part = quantile === null ? undefined : QUANTILES.get(quantile);
  const all = `${name} ${expr}`;
  if (part === undefined || NO_DURATION.test(all)) {
    return null;
  }
  const byUnit = SECONDS.get(unit);
  if (byUnit === undefined && (unit !== '' || !DURATION_WORDS.test(all))) {
    return null;
  }
  const seconds =
    byUnit ?? (/_milliseconds|_ms\b|_ms_/i.test(all) ? 1e-3 : /_nanoseconds|_nanos/i.test(all) ? 1e-9 : 1);
  // An expression that already turns its metric into seconds has no unit to say so.
  const isConverted = byUnit === undefined && /\*\s*0?\.001\b|\/\s*1000\b|\*\s*1e-0?3\b/.test(expr);
  return { part, score: byUnit === undefined ? 2 : 3, convert: times(isConverted ? 1 : seconds) };
}

/** 0.99 of `histogram_quantile(0.99, …)`, a label `quantile="0.99"` or `p="0.99"`, a name like `p99` or `99th percentile`. */
function quantileOf({ labels, name, expr }: DescribedSeries): number | null {
  const label = labels.quantile ?? labels.p ?? labels.q;
  if (label !== undefined && Number.isFinite(Number(label))) {
    return Number(label);
  }
  const inName =
    /\bp(50|90|95|99|99\.?9)\b/i.exec(name) ??
    /\b(50|90|95|99|99\.9)(?:th)?\s*(?:percentile|%?ile|quantile)/i.exec(name);
  if (inName !== null) {
    return Number(inName[1]) / 100;
  }
  if (/\bmedian\b/i.test(name)) {
    return 0.5;
  }
  const inExpr = [...expr.matchAll(/(?:histogram_quantile|quantile)\s*\(\s*(0?\.\d+)/g)].map(([, text]) =>
    Number(text)
  );
  return new Set(inExpr).size === 1 ? inExpr[0] : null;
}

/** Requests per second by version, or the number of series by version; other figures of versions say nothing of load. */
function readVersions(series: DescribedSeries, versionLabels: readonly string[]): Reading | null {
  const { labels, expr, name } = series;
  const label = versionLabels.find((each) => labels[each] !== undefined);
  // By version alone; a rate by route and version is a rate.
  const others = Object.keys(labels).filter((each) => each !== '__name__' && each !== label);
  if (label === undefined || others.length > 0 || failureSense(name, expr) !== null) {
    return null;
  }
  return isRequestRate(series) || /^[\s(]*count\b/.test(expr) ? { part: 'versions', score: 2, convert: same } : null;
}

const SHARES: ReadonlyMap<string, number> = new Map([
  ['percentunit', 1],
  ['percent', 0.01],
]);

function readErrors(series: DescribedSeries): Reading | null {
  const { unit, name, expr } = series;
  const share = SHARES.get(unit);
  const sense = failureSense(name, expr);
  if (sense === null) {
    return null;
  }
  const isSuccess = sense === 'successes';
  const isRatio = share !== undefined || (unit === '' && /\)\s*\/|\bratio\b/i.test(`${expr} ${name}`));
  if (!isRatio) {
    return isSuccess || !isRateUnit(unit, expr) || isOfSomethingElse(series)
      ? null
      : { part: 'failures', score: 1, convert: times(perSecond(unit)) };
  }
  const factor = share ?? 1;
  if (!withinShare(series.values, factor)) {
    return null;
  }
  return {
    part: 'errors',
    score: (share === undefined ? 1 : 2) + (isSuccess ? 0 : 1),
    convert: isSuccess ? (value) => 1 - value * factor : times(factor),
  };
}

/** A share lies within 0 and 1; a rate of errors that has the wrong unit does not for long. */
function withinShare(values: ArrayLike<number | null>, factor: number): boolean {
  return Array.from(values).every((value) => !isNumber(value) || (value * factor >= 0 && value * factor <= 1.0001));
}

const RATE_UNITS: ReadonlyMap<string, number> = new Map([
  ['reqps', 1],
  ['rps', 1],
  ['ops', 1],
  ['cps', 1],
  ['hertz', 1],
  ['reqpm', 1 / 60],
  ['opm', 1 / 60],
  ['cpm', 1 / 60],
]);
/** Requests that a service answers, in names of metrics, conditions and legends. */
const REQUEST_WORDS =
  /request|\breqs?\b|\brps\b|\bqps\b|throughput|traffic|calls|\bhits\b|\bresponses?_|(?:http|rpc)_server|(?:duration|latency)\w*_count\b|kind\s*=\s*"?(?:SPAN_KIND_)?server|^\s*rate\s*$/im;
/** Counters of the runtime, and calls that the service makes. */
const OTHER_COUNTERS = /_seconds_total\b|bytes|_client_|(?:^|[^a-z])(?:cpu|memory|gc|heap|network|logs?)(?:[^a-z]|$)/im;

/** Any counter has `rate(`, so names of functions say nothing. */
const withoutFunctions = (text: string) => text.replace(/\b[a-z]\w*\s*\(/gi, '(');
/** Metrics alone: what a condition or a grouping names is not what is counted. */
const metricsOf = (text: string) =>
  withoutFunctions(text.replace(/\{[^}]*\}|\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' '));
const isOfSomethingElse = ({ name, expr }: DescribedSeries) =>
  OTHER_COUNTERS.test(`${metricsOf(name)}\n${metricsOf(expr)}`);

const perSecond = (unit: string) => RATE_UNITS.get(unit) ?? 1;
const isRateUnit = (unit: string, expr: string) =>
  RATE_UNITS.has(unit) || ((unit === '' || unit === 'short') && /\bi?rate\s*\(/.test(expr));

function isRequestRate(series: DescribedSeries): boolean {
  const { unit, name, expr } = series;
  // Bytes and seconds per second, mean durations and ratios are rates of something else.
  if (!isRateUnit(unit, expr) || NO_DURATION.test(`${name} ${expr}`) || /_sum\b|\)\s*\/|_bucket\b/i.test(expr)) {
    return false;
  }
  // Operations and counts may be anything; requests per second are requests.
  const isRequests = unit.startsWith('req') || unit === 'rps';
  return (
    !isOfSomethingElse(series) &&
    (isRequests || REQUEST_WORDS.test(`${withoutFunctions(name)}\n${withoutFunctions(expr)}`))
  );
}

function readRate(series: DescribedSeries): Reading | null {
  const { unit, name, expr } = series;
  // A rate of those that went well is not the rate of requests.
  if (!isRequestRate(series) || failureSense(name, expr) !== null) {
    return null;
  }
  const all = `${name} ${expr}`;
  const score = (RATE_UNITS.get(unit) === undefined ? 0 : 2) + (/req|rps|qps|throughput|traffic/i.test(all) ? 1 : 0);
  return { part: 'rate', score, convert: times(perSecond(unit)) };
}

/**
 * Buckets of a classic histogram (`le`, as they come from `sum by (le) (rate(…_bucket[…]))`) → three quantiles and the rate.
 * Other series pass through.
 */
function fromBuckets(series: readonly DescribedSeries[]): readonly DescribedSeries[] {
  const buckets = new Map<string, DescribedSeries[]>();
  const others: DescribedSeries[] = [];
  for (const one of series) {
    if (one.labels.le === undefined || Number.isNaN(boundOf(one))) {
      others.push(one);
    } else {
      buckets.set(one.refId, [...(buckets.get(one.refId) ?? []), one]);
    }
  }
  return [...others, ...[...buckets.values()].flatMap(quantilesOf)];
}

const boundOf = ({ labels: { le } }: DescribedSeries) => (le === '+Inf' ? Infinity : Number(le));

function quantilesOf(series: readonly DescribedSeries[]): readonly DescribedSeries[] {
  const { refId, expr, name, timesMs, unit } = series[0];
  const sums = new Map<number, Map<number, number>>();
  for (const one of series) {
    const bound = boundOf(one);
    const byTime = sums.get(bound) ?? new Map<number, number>();
    for (let i = 0; i < one.timesMs.length; i++) {
      const value = one.values[i];
      if (isNumber(value)) {
        byTime.set(one.timesMs[i], (byTime.get(one.timesMs[i]) ?? 0) + value);
      }
    }
    sums.set(bound, byTime);
  }
  const bounds = [...sums.keys()].sort((a, b) => a - b);
  if (bounds.length < 3 || bounds[bounds.length - 1] !== Infinity) {
    return [];
  }
  const at = (timeMs: number) => bounds.map((bound) => sums.get(bound)?.get(timeMs) ?? 0);
  const line = (
    labels: Readonly<Record<string, string>>,
    rest: Partial<DescribedSeries>,
    valueAt: (counts: number[]) => number | null
  ) => ({
    refId,
    labels,
    timesMs,
    values: Array.from(timesMs, (timeMs) => valueAt(at(timeMs))),
    unit,
    expr,
    name,
    ...rest,
  });
  const quantile = (q: number) =>
    line({ quantile: String(q) }, { unit: SECONDS.has(unit) ? unit : '' }, (counts) =>
      bucketQuantile(q, bounds, counts)
    );
  return [
    ...[0.5, 0.95, 0.99].map(quantile),
    line({}, { unit: 'reqps', expr: expr.replace(/_bucket\b/g, '_count') }, (counts) => counts[counts.length - 1]),
  ];
}

/** As Prometheus' `histogram_quantile`: linear within a bucket, the largest finite bound beyond it. @returns null for no requests */
export function bucketQuantile(q: number, bounds: readonly number[], counts: readonly number[]): number | null {
  const total = counts[counts.length - 1];
  if (!(total > 0)) {
    return null;
  }
  const rank = q * total;
  const bucket = counts.findIndex((count) => count >= rank);
  if (bucket === bounds.length - 1) {
    return bounds[bounds.length - 2];
  }
  const [low, below] = bucket === 0 ? [0, 0] : [bounds[bucket - 1], counts[bucket - 1]];
  const inside = counts[bucket] - below;
  return inside <= 0 ? bounds[bucket] : low + ((bounds[bucket] - low) * (rank - below)) / inside;
}

/** Failures ÷ requests at the same times; nothing where there are no requests. */
function shareOf(failures: readonly SeriesColumns[], rate: readonly SeriesColumns[]): SeriesColumns {
  const failed = sumsByTime(failures);
  const requests = sumsByTime(rate);
  const timesMs = [...requests.keys()].sort((a, b) => a - b);
  return {
    refId: failures[0].refId,
    labels: {},
    timesMs,
    values: timesMs.map((time) => {
      const all = requests.get(time) ?? 0;
      // No failed request leaves no series: that is none failed.
      return all > 0 ? Math.min(1, (failed.get(time) ?? 0) / all) : null;
    }),
  };
}

function sumsByTime(series: readonly SeriesColumns[]): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const { timesMs, values } of series) {
    for (let i = 0; i < timesMs.length; i++) {
      const value = values[i];
      if (isNumber(value)) {
        sums.set(timesMs[i], (sums.get(timesMs[i]) ?? 0) + value);
      }
    }
  }
  return sums;
}
