/**
 * PromQL evaluated at one moment, by the rules of Prometheus 2.42: closed range windows, 5 minutes of lookback, stale
 * markers, counter resets, extrapolation. What the shipped dashboards use; all else is refused in words.
 */
import { combine } from './binary';
import { bucketQuantile, extrapolatedChange, lastIndexAt, type Bucket } from './functions';
import { compareLabels, dropLabels, keepLabels, labelsKey, type Labels, type Matcher } from './labels';
import { PromqlError, unsupported, type Expr } from './parse';
import { NAME_ONLY, pointsOf, scalarOf, vector, type Point, type Samples, type Value } from './values';

/** @returns the matching series with their samples between the two moments (both included), ordered by labels */
export type SelectSamples = (matchers: readonly Matcher[], fromMs: number, toMs: number) => readonly Samples[];

const LOOKBACK_MS = 300_000;

/**
 * Prepares an expression for the moments between `fromMs` and `toMs`: the samples are selected once.
 * @throws PromqlError for what is not evaluated or has wrong types
 */
export function prepareExpr(expr: Expr, select: SelectSamples, fromMs: number, toMs: number): (atMs: number) => Value {
  const at = (inner: Expr): ((atMs: number) => Value) => prepareExpr(inner, select, fromMs, toMs);
  switch (expr.kind) {
    case 'number':
      return () => ({ kind: 'scalar', value: expr.value });
    case 'selector': {
      const all = select(expr.matchers, fromMs - expr.offsetMs - LOOKBACK_MS, toMs - expr.offsetMs);
      return (atMs) => vector(all.flatMap((series) => lookBack(series, atMs - expr.offsetMs)));
    }
    case 'range':
      throw new PromqlError('invalid expression type "range vector" for range query, must be Scalar or instant Vector');
    case 'negate': {
      const arg = at(expr.arg);
      const cache = new Map<Labels, Labels>();
      return (atMs) => mapValue(arg(atMs), (value) => -value, cache);
    }
    case 'call':
      return prepareCall(expr, select, fromMs, toMs);
    case 'aggregate':
      return prepareAggregate(expr, at(expr.arg));
    case 'binary': {
      const [left, right] = [at(expr.left), at(expr.right)];
      return (atMs) => combine(expr.op, left(atMs), right(atMs), expr);
    }
  }
}

function prepareCall(
  expr: Expr & { kind: 'call' },
  select: SelectSamples,
  fromMs: number,
  toMs: number
): (atMs: number) => Value {
  const { name, args } = expr;
  const at = (index: number): ((atMs: number) => Value) => {
    const arg = args[index];
    if (!arg) {
      throw new PromqlError(
        `1:1: parse error: expected ${index + 1} argument(s) in call to "${name}", got ${args.length}`
      );
    }
    return prepareExpr(arg, select, fromMs, toMs);
  };
  switch (name) {
    case 'rate':
    case 'increase':
    case 'delta': {
      const range = args[0];
      if (range?.kind !== 'range') {
        throw new PromqlError(
          `1:${name.length + 2}: parse error: expected type range vector in call to function "${name}", got instant vector`
        );
      }
      const all = select(range.matchers, fromMs - range.offsetMs - range.rangeMs, toMs - range.offsetMs);
      const named = all.map((series) => ({ series, labels: dropLabels(series.labels, NAME_ONLY) }));
      return (atMs) => {
        const points: Point[] = [];
        for (const { series, labels } of named) {
          const value = extrapolatedChange(series, atMs - range.offsetMs, range.rangeMs, name);
          if (value !== null) {
            points.push({ labels, value });
          }
        }
        return vector(points);
      };
    }
    case 'histogram_quantile': {
      const [quantile, buckets] = [at(0), at(1)];
      return (atMs) => histogramQuantile(scalarOf(quantile(atMs), name), pointsOf(buckets(atMs), name));
    }
    case 'vector': {
      const arg = at(0);
      return (atMs) => vector([{ labels: {}, value: scalarOf(arg(atMs), name) }]);
    }
    case 'clamp_min':
    case 'clamp_max': {
      const [arg, limit] = [at(0), at(1)];
      const clamp = name === 'clamp_min' ? Math.max : Math.min;
      const cache = new Map<Labels, Labels>();
      return (atMs) => mapValue(arg(atMs), (value) => clamp(value, scalarOf(limit(atMs), name)), cache);
    }
    default:
      throw unsupported(`function ${name}()`);
  }
}

function mapValue(value: Value, change: (value: number) => number, cache: Map<Labels, Labels>): Value {
  if (value.kind === 'scalar') {
    return { kind: 'scalar', value: change(value.value) };
  }
  return vector(
    value.points.map((point) => ({ labels: withoutName(point.labels, cache), value: change(point.value) }))
  );
}

function withoutName(labels: Labels, cache: Map<Labels, Labels>): Labels {
  let named = cache.get(labels);
  if (!named) {
    named = dropLabels(labels, NAME_ONLY);
    cache.set(labels, named);
  }
  return named;
}

function lookBack(series: Samples, atMs: number): Point[] {
  const i = lastIndexAt(series.timesMs, atMs);
  if (i < 0 || series.stale[i] === 1 || series.timesMs[i]! < atMs - LOOKBACK_MS) {
    return [];
  }
  return [{ labels: series.labels, value: series.values[i]! }];
}

function prepareAggregate(expr: Expr & { kind: 'aggregate' }, arg: (atMs: number) => Value): (atMs: number) => Value {
  const { op, grouping } = expr;
  if (!['sum', 'avg', 'min', 'max', 'count'].includes(op)) {
    throw unsupported(`aggregation ${op}`);
  }
  const names = new Set(grouping.without ? [...grouping.labels, '__name__'] : grouping.labels);
  // A series keeps its label object over all steps, so its group is looked up, not rebuilt.
  const groups = new Map<Labels, { key: string; labels: Labels }>();
  const groupOf = (labels: Labels): { key: string; labels: Labels } => {
    let group = groups.get(labels);
    if (!group) {
      const kept = grouping.without ? dropLabels(labels, names) : keepLabels(labels, names);
      group = { key: labelsKey(kept), labels: kept };
      groups.set(labels, group);
    }
    return group;
  };
  return (atMs) => {
    const results = new Map<string, { labels: Labels; sum: number; min: number; max: number; count: number }>();
    for (const point of pointsOf(arg(atMs), op)) {
      const { key, labels } = groupOf(point.labels);
      const result = results.get(key) ?? { labels, sum: 0, min: NaN, max: NaN, count: 0 };
      result.sum += point.value;
      result.min = result.min < point.value ? result.min : point.value;
      result.max = result.max > point.value ? result.max : point.value;
      result.count++;
      results.set(key, result);
    }
    return vector(
      [...results.values()].map(({ labels, sum, min, max, count }) => ({
        labels,
        value: { sum, avg: sum / count, min, max, count }[op as 'sum'],
      }))
    );
  };
}

function histogramQuantile(quantile: number, points: readonly Point[]): Value {
  const histograms = new Map<string, { labels: Labels; buckets: Bucket[] }>();
  for (const point of points) {
    const le = Number((point.labels['le'] ?? '').replace(/^\+Inf$/, 'Infinity'));
    if (point.labels['le'] === undefined || Number.isNaN(le)) {
      continue;
    }
    const labels = dropLabels(point.labels, new Set(['le', '__name__']));
    const key = labelsKey(labels);
    const histogram = histograms.get(key) ?? { labels, buckets: [] };
    histogram.buckets.push({ le, count: point.value });
    histograms.set(key, histogram);
  }
  return vector(
    [...histograms.values()].map(({ labels, buckets }) => ({ labels, value: bucketQuantile(quantile, buckets) }))
  );
}

/** Order in which a range query's answer lists its series. */
export const byLabels = (a: { labels: Labels }, b: { labels: Labels }): number => compareLabels(a.labels, b.labels);
