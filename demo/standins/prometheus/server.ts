/** Plays Prometheus 2.42 over the recorded series: the paths that Grafana and the panel ask for, GET and POST form. */
import type { Dataset } from '../dataset';
import { json, notFound, text, type Answer, type Handler, type StandinRequest } from '../http';
import { byLabels, prepareExpr } from '../promql/evaluate';
import { sortedUnique, type Labels, type Matcher } from '../promql/labels';
import { parsePromql, parseSelector, PromqlError, readDurationMs, type Expr } from '../promql/parse';
import type { Value } from '../promql/values';
import type { Timeline } from '../rounds';
import { buildSampleStore, TooManySamplesError, type SampleStore } from './sampleStore';

const MAX_POINTS_PER_SERIES = 11_000;
/** For labels and series without a range; the real server has all that it keeps. */
const DEFAULT_RANGE_MS = 86_400_000;

/** The request's own fault; the body has the server's shape. */
class BadData extends Error {}

export function prometheusHandler(dataset: Dataset, timeline: Timeline): Handler {
  const store = buildSampleStore(dataset, timeline);
  const answerTo = (path: string, form: URLSearchParams): Answer | null => {
    const labelName = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path)?.[1];
    if (labelName !== undefined) {
      const values = selectedLabels(store, form, timeline).map((labels) => labels[decodeURIComponent(labelName)] ?? '');
      return success(sortedUnique(values.filter((value) => value !== '')));
    }
    switch (path) {
      case '/api/v1/query_range':
        return rangeQuery(store, form);
      case '/api/v1/query':
        return instantQuery(store, form, timeline);
      case '/api/v1/query_exemplars':
        return exemplarQuery(store, form);
      case '/api/v1/labels':
        return success(sortedUnique(selectedLabels(store, form, timeline).flatMap((labels) => Object.keys(labels))));
      case '/api/v1/series':
        if (form.getAll('match[]').length === 0) {
          throw new BadData('no match[] parameter provided');
        }
        return success(selectedLabels(store, form, timeline));
      case '/api/v1/metadata': {
        const metric = form.get('metric');
        return success(
          Object.fromEntries(
            Object.entries(dataset.metadata).filter(([name]) => metric === null || metric === '' || name === metric)
          )
        );
      }
      case '/api/v1/status/flags':
        return success({
          'enable-feature': 'exemplar-storage',
          'query.lookback-delta': '5m',
          'query.max-samples': '50000000',
          'query.timeout': '2m',
        });
      case '/api/v1/status/buildinfo':
        return success({
          version: '2.42.0',
          revision: 'stand-in of the demo',
          branch: '',
          buildUser: '',
          buildDate: '',
          goVersion: '',
        });
      case '/-/ready':
        return text('Prometheus Server is Ready.\n');
      case '/-/healthy':
        return text('Prometheus Server is Healthy.\n');
      default:
        return null;
    }
  };
  return (request) => {
    try {
      return answerTo(request.path, readForm(request)) ?? notFound();
    } catch (error) {
      if (error instanceof BadData || error instanceof PromqlError) {
        return failure('bad_data', error.message, 400);
      }
      if (error instanceof TooManySamplesError) {
        return failure('execution', error.message, 422);
      }
      throw error;
    }
  };
}

const success = (data: unknown): Answer => json({ status: 'success', data });
const failure = (errorType: string, error: string, status: number): Answer =>
  json({ status: 'error', errorType, error }, status);

function readForm(request: StandinRequest): URLSearchParams {
  const form = new URLSearchParams(request.query);
  if (request.method === 'POST') {
    for (const [name, value] of new URLSearchParams(request.body.toString('utf8'))) {
      form.append(name, value);
    }
  }
  return form;
}

/** Unix seconds or RFC 3339 → ms. @throws BadData */
function readTimeMs(form: URLSearchParams, name: string, otherwise?: number): number {
  const given = form.get(name);
  if ((given === null || given === '') && otherwise !== undefined) {
    return otherwise;
  }
  const seconds = Number(given);
  const ms =
    given !== null && given !== '' && Number.isFinite(seconds) ? Math.round(seconds * 1000) : Date.parse(given ?? '');
  if (Number.isNaN(ms)) {
    throw new BadData(`invalid parameter "${name}": cannot parse ${JSON.stringify(given ?? '')} to a valid timestamp`);
  }
  return ms;
}

function rangeQuery(store: SampleStore, form: URLSearchParams): Answer {
  const startMs = readTimeMs(form, 'start');
  const endMs = readTimeMs(form, 'end');
  if (endMs < startMs) {
    throw new BadData('invalid parameter "end": end timestamp must not be before start time');
  }
  const stepMs = readStepMs(form.get('step') ?? '');
  if ((endMs - startMs) / stepMs > MAX_POINTS_PER_SERIES) {
    throw new BadData(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)'
    );
  }
  const at = prepareExpr(parsePromql(form.get('query') ?? ''), store.select, startMs, endMs);
  // Label objects live as long as the query, so a series is found again by identity; equal sets of other steps by text.
  const rows = new Map<string, { labels: Labels; values: Array<[number, string]> }>();
  const keys = new Map<Labels, string>();
  for (let atMs = startMs; atMs <= endMs; atMs += stepMs) {
    for (const { labels, value } of pointsIn(at(atMs))) {
      const key = keys.get(labels) ?? seriesKey(labels);
      keys.set(labels, key);
      const row = rows.get(key) ?? { labels, values: [] };
      row.values.push([atMs / 1000, formatValue(value)]);
      rows.set(key, row);
    }
  }
  return success({
    resultType: 'matrix',
    result: [...rows.values()].sort(byLabels).map(({ labels, values }) => ({ metric: labels, values })),
  });
}

const seriesKey = (labels: Labels): string => JSON.stringify(Object.entries(labels));

function pointsIn(value: Value): ReadonlyArray<{ labels: Labels; value: number }> {
  return value.kind === 'vector' ? value.points : [{ labels: {}, value: value.value }];
}

function readStepMs(step: string): number {
  let stepMs: number;
  try {
    stepMs = readDurationMs(step);
  } catch (error) {
    throw new BadData(`invalid parameter "step": ${(error as Error).message}`);
  }
  if (stepMs <= 0) {
    throw new BadData(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer'
    );
  }
  return stepMs;
}

function instantQuery(store: SampleStore, form: URLSearchParams, timeline: Timeline): Answer {
  const now = Number.isFinite(timeline.nowMs()) ? timeline.nowMs() : Date.now();
  const atMs = readTimeMs(form, 'time', now);
  const expr = parsePromql(form.get('query') ?? '');
  if (expr.kind === 'range') {
    const matrix = store.select(expr.matchers, atMs - expr.offsetMs - expr.rangeMs, atMs - expr.offsetMs);
    return success({
      resultType: 'matrix',
      result: matrix.map(({ labels, timesMs, values, stale }) => ({
        metric: labels,
        values: Array.from(timesMs, (ms, i) => [ms / 1000, formatValue(values[i]!)]).filter((_, i) => stale[i] !== 1),
      })),
    });
  }
  const value = prepareExpr(expr, store.select, atMs, atMs)(atMs);
  if (value.kind === 'scalar') {
    return success({ resultType: 'scalar', result: [atMs / 1000, formatValue(value.value)] });
  }
  return success({
    resultType: 'vector',
    result: value.points.map((point) => ({ metric: point.labels, value: [atMs / 1000, formatValue(point.value)] })),
  });
}

/** Functions are ignored: the exemplars of every selector in the expression. */
function exemplarQuery(store: SampleStore, form: URLSearchParams): Answer {
  const startMs = readTimeMs(form, 'start');
  const endMs = readTimeMs(form, 'end');
  if (endMs < startMs) {
    throw new BadData('end timestamp must not be before start timestamp');
  }
  const selectors = selectorsIn(parsePromql(form.get('query') ?? ''));
  if (selectors.length === 0) {
    return { status: 204 };
  }
  const found = new Map(
    selectors
      .flatMap((matchers) => store.exemplars(matchers, startMs, endMs))
      .map((row) => [seriesKey(row.seriesLabels), row])
  );
  return success([...found.values()]);
}

function selectorsIn(expr: Expr): Array<readonly Matcher[]> {
  switch (expr.kind) {
    case 'number':
      return [];
    case 'selector':
    case 'range':
      return [expr.matchers];
    case 'negate':
    case 'aggregate':
      return selectorsIn(expr.arg);
    case 'call':
      return expr.args.flatMap(selectorsIn);
    case 'binary':
      return [...selectorsIn(expr.left), ...selectorsIn(expr.right)];
  }
}

/** Label sets of the series that `match[]` selects (each is an alternative; none = all) and that have samples in range. */
function selectedLabels(store: SampleStore, form: URLSearchParams, timeline: Timeline): Labels[] {
  const endMs = readTimeMs(form, 'end', Math.min(timeline.nowMs(), Number.MAX_SAFE_INTEGER));
  const startMs = readTimeMs(form, 'start', Number.isFinite(timeline.nowMs()) ? endMs - DEFAULT_RANGE_MS : 0);
  const alternatives = form.getAll('match[]').map(parseSelector);
  const sets = (alternatives.length > 0 ? alternatives : [[]]).flatMap((matchers) =>
    store.select(matchers, startMs, endMs)
  );
  return [...new Map(sets.map(({ labels }) => [seriesKey(labels), labels])).values()];
}

/** Go's shortest form is JavaScript's, but for the names of the infinities. */
function formatValue(value: number): string {
  return String(value).replace('Infinity', 'Inf').replace(/^Inf/, '+Inf');
}
