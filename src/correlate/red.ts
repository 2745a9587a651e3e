/**
 * RED of one service: rate, errors, duration, with deploys and the slow requests that lead to profiles.
 *
 * Each of the three charts is either there or says why it is not, on its own: a missing metric hides nothing else.
 */
import { VERSION_LABELS } from '../analysis';
import { findDeploys, type DeployMarker, type VersionSeries } from './deploys';
import type { Exemplar } from './exemplars';

/** One series as the shell unpacks it: times ascending. Units: rate in 1/s, errors 0..1 of requests, durations in seconds. */
export interface SeriesColumns {
  readonly refId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: ArrayLike<number>;
  readonly values: ArrayLike<number | null>;
  /** of a rate: a value is the mean over so long before its time; absent = unknown */
  readonly lookbackMs?: number;
}

export type RedPart = 'rate' | 'errors' | 'p50' | 'p95' | 'p99' | 'versions';
export const DURATION_PARTS = ['p99', 'p95', 'p50'] as const;
export type DurationPart = (typeof DURATION_PARTS)[number];

/** Which query (by refId) plays which part. */
export type RedRefIds = Readonly<Record<RedPart, string>>;

export interface RedInput {
  readonly series: readonly SeriesColumns[];
  readonly exemplars: readonly Exemplar[];
  /** refIds of the panel's queries that are switched on; null where the panel can't tell (Explore) */
  readonly queried: readonly string[] | null;
  /** refId → what its data source answered */
  readonly errors: Readonly<Record<string, string>>;
  readonly refIds: RedRefIds;
  /** latency limit of the objective; null = none set */
  readonly sloSeconds: number | null;
  readonly loading: boolean;
  /** labels that tell versions apart, telling ones first; absent = the usual ones */
  readonly versionLabels?: readonly string[];
}

/** One or several lines over one time column; null where a line has no sample. */
export interface RedLines<Part extends string> {
  readonly timesMs: readonly number[];
  readonly lines: Readonly<Partial<Record<Part, ReadonlyArray<number | null>>>>;
}

/** Why a chart is not there. */
export type RedAbsence =
  | { readonly kind: 'loading' }
  | { readonly kind: 'no-query'; readonly refIds: readonly string[] }
  | { readonly kind: 'no-data'; readonly refIds: readonly string[] }
  | { readonly kind: 'several-series'; readonly refId: string; readonly series: number }
  | { readonly kind: 'failed'; readonly refId: string; readonly message: string };

export type RedChartModel<Part extends string> =
  | ({
      readonly kind: 'lines';
      /** parts that are missing from the lines */ readonly absent: readonly RedAbsence[];
    } & RedLines<Part>)
  | { readonly kind: 'absent'; readonly absence: RedAbsence };

export interface RedModel {
  readonly rate: RedChartModel<'rate'>;
  readonly errors: RedChartModel<'errors'>;
  readonly duration: RedChartModel<DurationPart>;
  /** requests in view, from the rate; null without a rate */
  readonly requestCount: number | null;
  /** failed requests in view; null without rate or error ratio */
  readonly errorCount: number | null;
  /** part → refId of the query that was taken for it by its looks; nothing for queries named as their part */
  readonly recognised?: Readonly<Partial<Record<RedPart, string>>>;
  readonly deploys: readonly DeployMarker[];
  /** requests per second, or number of series, by version */
  readonly versions: readonly VersionSeries[];
  /** label that tells the versions apart; null where none does */
  readonly versionLabel: string | null;
  readonly sloSeconds: number | null;
  /** requests this slow or slower are "slow": the objective's limit, else the median p95 of the view; null without both */
  readonly slowSeconds: number | null;
  readonly exemplars: readonly Exemplar[];
  /** exemplars at or above `slowSeconds`, slowest first */
  readonly slow: readonly Exemplar[];
}

export function buildRedModel(input: RedInput): RedModel {
  const rate = chartOf(input, ['rate']);
  const errors = chartOf(input, ['errors']);
  const duration = chartOf(input, DURATION_PARTS);
  const versions = versionSeries(input);
  const slowSeconds = input.sloSeconds ?? (duration.kind === 'lines' ? median(duration.lines.p95 ?? []) : null);
  return {
    rate,
    errors,
    duration,
    ...countRequests(rate, errors),
    deploys: findDeploys(versions),
    versions,
    versionLabel: versionLabel(input),
    sloSeconds: input.sloSeconds,
    slowSeconds,
    exemplars: input.exemplars,
    slow: slowRequests(input.exemplars, slowSeconds),
  };
}

function chartOf<Part extends RedPart>(input: RedInput, parts: readonly Part[]): RedChartModel<Part> {
  const found: Array<{ part: Part; column: SeriesColumns }> = [];
  const absent: RedAbsence[] = [];
  for (const part of parts) {
    const refId = input.refIds[part];
    const series = input.series.filter((column) => column.refId === refId && hasValue(column.values));
    if (series.length === 1 || (series.length > 1 && part === 'rate')) {
      found.push({ part, column: series.length === 1 ? series[0] : sumSeries(series) });
    } else {
      absent.push(absenceOf(input, refId, series.length));
    }
  }
  if (found.length === 0) {
    return { kind: 'absent', absence: mergeAbsences(absent) };
  }
  return { kind: 'lines', absent, ...joinLines(found) };
}

function absenceOf(input: RedInput, refId: string, series: number): RedAbsence {
  const message = input.errors[refId];
  if (message !== undefined) {
    return { kind: 'failed', refId, message };
  }
  // Ratios and quantiles of several series can't be joined into one; only rates add up.
  if (series > 1) {
    return { kind: 'several-series', refId, series };
  }
  if (input.queried !== null && !input.queried.includes(refId)) {
    return { kind: 'no-query', refIds: [refId] };
  }
  return input.loading ? { kind: 'loading' } : { kind: 'no-data', refIds: [refId] };
}

/** One reason for a chart none of whose lines is there: an error says most, a missing query least. */
function mergeAbsences(absent: readonly RedAbsence[]): RedAbsence {
  const byWeight = ['failed', 'several-series', 'loading', 'no-data', 'no-query'] as const;
  const kind = byWeight.find((candidate) => absent.some((absence) => absence.kind === candidate)) ?? 'no-data';
  const same = absent.filter((absence) => absence.kind === kind);
  if (kind === 'no-data' || kind === 'no-query') {
    return { kind, refIds: same.flatMap((absence) => ('refIds' in absence ? absence.refIds : [])) };
  }
  return same[0];
}

const isValue = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

function hasValue(values: ArrayLike<number | null>): boolean {
  for (let i = 0; i < values.length; i++) {
    if (isValue(values[i])) {
      return true;
    }
  }
  return false;
}

function sumSeries(series: readonly SeriesColumns[]): SeriesColumns {
  const sums = new Map<number, number>();
  for (const { timesMs, values } of series) {
    for (let i = 0; i < timesMs.length; i++) {
      const value = values[i];
      if (isValue(value)) {
        sums.set(timesMs[i], (sums.get(timesMs[i]) ?? 0) + value);
      }
    }
  }
  const timesMs = [...sums.keys()].sort((a, b) => a - b);
  return { refId: series[0].refId, labels: {}, timesMs, values: timesMs.map((time) => sums.get(time) ?? null) };
}

/** Lines over the union of their times; NaN and infinities become gaps. */
function joinLines<Part extends string>(found: ReadonlyArray<{ part: Part; column: SeriesColumns }>): RedLines<Part> {
  const times = new Set<number>();
  for (const { column } of found) {
    for (let i = 0; i < column.timesMs.length; i++) {
      times.add(column.timesMs[i]);
    }
  }
  const timesMs = [...times].sort((a, b) => a - b);
  const rowOf = new Map(timesMs.map((time, row) => [time, row]));
  const lines: Partial<Record<Part, Array<number | null>>> = {};
  for (const { part, column } of found) {
    const line: Array<number | null> = new Array(timesMs.length).fill(null);
    for (let i = 0; i < column.timesMs.length; i++) {
      const value = column.values[i];
      const row = rowOf.get(column.timesMs[i]);
      if (row !== undefined && isValue(value)) {
        line[row] = value;
      }
    }
    lines[part] = line;
  }
  return { timesMs, lines };
}

/** Rate × step, summed: how many requests the view holds. The step is the usual distance of two points. */
function countRequests(
  rate: RedModel['rate'],
  errors: RedModel['errors']
): { requestCount: number | null; errorCount: number | null } {
  const rates = rate.kind === 'lines' ? rate.lines.rate : undefined;
  if (rate.kind !== 'lines' || rates === undefined) {
    return { requestCount: null, errorCount: null };
  }
  const stepSeconds = (median(rate.timesMs.slice(1).map((time, i) => time - rate.timesMs[i])) ?? 0) / 1000;
  if (stepSeconds === 0) {
    return { requestCount: null, errorCount: null };
  }
  const ratioAt = new Map<number, number | null>();
  if (errors.kind === 'lines') {
    errors.timesMs.forEach((time, i) => ratioAt.set(time, errors.lines.errors?.[i] ?? null));
  }
  let requests = 0;
  let failed = 0;
  rates.forEach((perSecond, i) => {
    requests += (perSecond ?? 0) * stepSeconds;
    failed += (perSecond ?? 0) * (ratioAt.get(rate.timesMs[i]) ?? 0) * stepSeconds;
  });
  return { requestCount: Math.round(requests), errorCount: errors.kind === 'lines' ? Math.round(failed) : null };
}

const labelsOf = ({ versionLabels = [] }: RedInput): readonly string[] =>
  versionLabels.length > 0 ? versionLabels : VERSION_LABELS;

function versionLabel(input: RedInput): string | null {
  const { series, refIds } = input;
  const own = series.filter(({ refId }) => refId === refIds.versions);
  return labelsOf(input).find((label) => own.some(({ labels }) => labels[label] !== undefined)) ?? null;
}

function versionSeries(input: RedInput): readonly VersionSeries[] {
  return input.series
    .filter((column) => column.refId === input.refIds.versions)
    .map((column) => {
      const name = labelsOf(input).find((label) => column.labels[label] !== undefined);
      return {
        version: name === undefined ? '' : column.labels[name],
        timesMs: column.timesMs,
        values: column.values,
        lookbackMs: column.lookbackMs,
      };
    });
}

function slowRequests(exemplars: readonly Exemplar[], slowSeconds: number | null): readonly Exemplar[] {
  return exemplars
    .filter((exemplar) => slowSeconds !== null && exemplar.valueSeconds >= slowSeconds)
    .sort((a, b) => b.valueSeconds - a.valueSeconds || a.timeMs - b.timeMs);
}

function median(values: ReadonlyArray<number | null>): number | null {
  const sorted = values.filter(isValue).sort((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.floor((sorted.length - 1) / 2)];
}
