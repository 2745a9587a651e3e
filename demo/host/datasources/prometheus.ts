/**
 * The host's minimal Prometheus client: range and instant queries, exemplars, label values. It returns frames of the shape
 * that Grafana's own datasource returns to a panel (recorded in Grafana 12.2), because the panel takes frames, not servers.
 */
import {
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourceJsonData,
  DataTopic,
  type Field,
  FieldType,
  type Labels,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  renderLegendFormat,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { from, type Observable } from 'rxjs';
import { answerTargets, fetchJson } from './http';

interface PromQuery extends DataQuery {
  readonly expr?: string;
  readonly range?: boolean;
  readonly instant?: boolean;
  readonly exemplar?: boolean;
  readonly legendFormat?: string;
}
interface PromSettings extends DataSourceJsonData {
  readonly timeInterval?: string;
  readonly exemplarTraceIdDestinations?: ReadonlyArray<{ readonly name: string; readonly datasourceUid?: string }>;
}
interface Series {
  readonly metric: Labels;
  readonly values?: ReadonlyArray<[number, string]>;
  readonly value?: [number, string];
}
interface Answer<T> {
  readonly data: T;
}
interface ExemplarSeries {
  readonly seriesLabels: Labels;
  readonly exemplars: ReadonlyArray<{ readonly labels: Labels; readonly value: string; readonly timestamp: number }>;
}

/** Grafana keeps a range query below Prometheus' limit of 11 000 points. */
const maxPoints = 11_000;

const escapeText = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
const escapeRegex = (value: string) => escapeText(value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** A variable inside a selector: quoted text, or a regular expression when the variable can hold several values. */
function formatVariable(value: string | string[], variable: { multi?: boolean; includeAll?: boolean }): string {
  if (typeof value === 'string') {
    return variable.multi || variable.includeAll ? escapeRegex(value) : escapeText(value);
  }
  return value.length === 1 ? escapeRegex(value[0]!) : `(${value.map(escapeRegex).join('|')})`;
}

function parseNumber(text: string): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text);
}

const field = (name: string, type: FieldType, values: unknown[], rest: Partial<Field> = {}): Field => ({
  name,
  type,
  config: {},
  ...rest,
  values,
});

/**
 * Thins exemplars as Grafana's backend does: per step the highest value, and every further one that lies at least two
 * standard deviations (of all values) below the one kept before.
 */
export function sampleExemplars<T extends { readonly timeMs: number; readonly value: number }>(
  all: readonly T[],
  stepMs: number
): T[] {
  const mean = all.reduce((sum, each) => sum + each.value, 0) / all.length;
  const deviation = Math.sqrt(
    all.reduce((sum, each) => sum + (each.value - mean) ** 2, 0) / Math.max(1, all.length - 1)
  );
  const buckets = new Map<number, T[]>();
  for (const each of all) {
    const step = Math.floor(each.timeMs / stepMs);
    const bucket = buckets.get(step);
    if (bucket) {
      bucket.push(each);
    } else {
      buckets.set(step, [each]);
    }
  }
  const kept = [...buckets.values()].flatMap((bucket) => {
    let previous = Infinity;
    return bucket
      .sort((a, b) => b.value - a.value)
      .filter((each) => previous - each.value >= 2 * deviation && ((previous = each.value), true));
  });
  return kept.sort((a, b) => a.timeMs - b.timeMs);
}

export class PrometheusDatasource extends DataSourceApi<PromQuery, PromSettings> {
  private readonly url: string;
  private readonly settings: PromSettings;
  override readonly interval: string;

  constructor(instance: DataSourceInstanceSettings<PromSettings>) {
    super(instance);
    this.url = instance.url ?? '';
    this.settings = instance.jsonData;
    this.interval = instance.jsonData.timeInterval ?? '15s';
  }

  query(request: DataQueryRequest<PromQuery>): Observable<DataQueryResponse> {
    return from(answerTargets(request.targets, (target) => this.runTarget(target, request)));
  }

  private async runTarget(target: PromQuery, request: DataQueryRequest<PromQuery>): Promise<DataFrame[]> {
    const rangeMs = request.range.to.valueOf() - request.range.from.valueOf();
    const stepMs = Math.max(request.intervalMs, 1000, Math.ceil(rangeMs / maxPoints / 1000) * 1000);
    const expr = this.interpolate(target.expr ?? '', request.scopedVars, request.range, stepMs);
    const results = await Promise.all([
      target.instant ? this.runInstant(target, expr, request.range) : [],
      target.range !== false && !target.instant ? this.runRange(target, expr, request.range, stepMs) : [],
      target.exemplar ? this.runExemplars(target, expr, request.range, stepMs) : [],
    ]);
    return results.flat();
  }

  private interpolate(expr: string, scopedVars: ScopedVars | undefined, range: TimeRange, stepMs: number): string {
    const rangeMs = range.to.valueOf() - range.from.valueOf();
    const scrapeMs = Number.parseFloat(this.interval) * 1000;
    const rateIntervalS = Math.max(stepMs + scrapeMs, 4 * scrapeMs) / 1000;
    const constant = (value: string | number) => ({ text: String(value), value });
    return getTemplateSrv().replace(
      expr,
      {
        ...scopedVars,
        __interval: constant(`${stepMs / 1000}s`),
        __interval_ms: constant(stepMs),
        __range: constant(`${Math.round(rangeMs / 1000)}s`),
        __range_s: constant(Math.round(rangeMs / 1000)),
        __range_ms: constant(rangeMs),
        __rate_interval: constant(`${rateIntervalS}s`),
      },
      formatVariable
    );
  }

  private valueField(target: PromQuery, labels: Labels, values: number[]): Field {
    const legend =
      target.legendFormat && target.legendFormat !== '__auto'
        ? renderLegendFormat(target.legendFormat, labels)
        : undefined;
    return field('Value', FieldType.number, values, { labels, config: legend ? { displayNameFromDS: legend } : {} });
  }

  private async runRange(target: PromQuery, expr: string, range: TimeRange, stepMs: number): Promise<DataFrame[]> {
    const align = (ms: number) => (Math.floor(ms / stepMs) * stepMs) / 1000;
    const params = {
      query: expr,
      start: align(range.from.valueOf()),
      end: align(range.to.valueOf()),
      step: stepMs / 1000,
    };
    const { data } = await fetchJson<Answer<{ result: Series[] }>>(`${this.url}/api/v1/query_range`, params, {
      form: true,
    });
    return data.result.map(({ metric, values = [] }) => ({
      refId: target.refId,
      length: values.length,
      meta: {
        type: 'timeseries-multi' as never,
        custom: { calculatedMinStep: stepMs, resultType: 'matrix' },
        executedQueryString: `Expr: ${expr}\nStep: ${stepMs / 1000}s`,
        preferredVisualisationType: 'graph' as const,
      },
      fields: [
        field(
          'Time',
          FieldType.time,
          values.map(([seconds]) => Math.round(seconds * 1000)),
          { config: { interval: stepMs } }
        ),
        this.valueField(
          target,
          metric,
          values.map(([, text]) => parseNumber(text))
        ),
      ],
    }));
  }

  private async runInstant(target: PromQuery, expr: string, range: TimeRange): Promise<DataFrame[]> {
    const params = { query: expr, time: range.to.valueOf() / 1000 };
    const { data } = await fetchJson<Answer<{ resultType: string; result: Series[] | [number, string] }>>(
      `${this.url}/api/v1/query`,
      params,
      { form: true }
    );
    const series =
      data.resultType === 'vector'
        ? (data.result as Series[])
        : [{ metric: {}, value: data.result as [number, string] }];
    return series.map(({ metric, value = [0, 'NaN'] }) => ({
      refId: target.refId,
      length: 1,
      meta: {
        type: 'numeric-multi' as never,
        custom: { resultType: data.resultType },
        executedQueryString: `Expr: ${expr}`,
      },
      fields: [
        field('Time', FieldType.time, [Math.round(value[0] * 1000)]),
        this.valueField(target, metric, [parseNumber(value[1])]),
      ],
    }));
  }

  private async runExemplars(target: PromQuery, expr: string, range: TimeRange, stepMs: number): Promise<DataFrame[]> {
    const params = { query: expr, start: range.from.valueOf() / 1000, end: range.to.valueOf() / 1000 };
    const { data } = await fetchJson<Answer<ExemplarSeries[]>>(`${this.url}/api/v1/query_exemplars`, params, {
      form: true,
    });
    const all = data.flatMap(({ seriesLabels, exemplars }) =>
      exemplars.map(({ labels, value, timestamp }) => ({
        timeMs: Math.round(timestamp * 1000),
        value: parseNumber(value),
        seriesLabels,
        ownLabels: labels,
      }))
    );
    if (all.length === 0) {
      return [];
    }
    const kept = sampleExemplars(all, stepMs).map(({ timeMs, value, seriesLabels, ownLabels }) => ({
      timeMs,
      value,
      labels: { ...seriesLabels, ...ownLabels },
    }));
    const names = [...new Set(kept.flatMap((each) => Object.keys(each.labels)))].sort();
    const frame: DataFrame = {
      name: 'exemplar',
      refId: target.refId,
      length: kept.length,
      meta: { custom: { resultType: 'exemplar' }, dataTopic: DataTopic.Annotations },
      fields: [
        field(
          'Time',
          FieldType.time,
          kept.map((each) => each.timeMs)
        ),
        field(
          'Value',
          FieldType.number,
          kept.map((each) => each.value)
        ),
        ...names.map((name) =>
          field(
            name,
            FieldType.string,
            kept.map((each) => each.labels[name] ?? ''),
            { config: this.linksOf(name) }
          )
        ),
      ],
    };
    return [frame];
  }

  /** The link of a trace id, as an instance with `exemplarTraceIdDestinations` has it. */
  private linksOf(name: string): Field['config'] {
    const uid = this.settings.exemplarTraceIdDestinations?.find(
      (destination) => destination.name === name
    )?.datasourceUid;
    if (!uid) {
      return {};
    }
    const datasourceName = getDataSourceSrv().getInstanceSettings(uid)?.name ?? uid;
    const query = { query: '${__value.raw}', queryType: 'traceql' };
    const panelsState = { trace: { spanId: '${__data.fields["span_id"]}' } };
    return {
      links: [
        {
          title: `Query with ${datasourceName}`,
          url: '',
          internal: { query: query as never, panelsState, datasourceUid: uid, datasourceName },
        },
      ],
    };
  }

  /** `label_values(selector, label)` and `label_values(label)`: what the dashboards' variables use; the rest is refused. */
  override async metricFindQuery(
    query: string | { readonly query?: string },
    options?: LegacyMetricFindQueryOptions
  ): Promise<MetricFindValue[]> {
    const text = typeof query === 'string' ? query : (query.query ?? '');
    const [, selector, label] = /^\s*label_values\(\s*(?:(.+),)?\s*([\w.]+)\s*\)\s*$/s.exec(text) ?? [];
    if (!label) {
      throw new Error(`The host's Prometheus client does not know the variable query ${text}`);
    }
    const range = options?.range;
    const params = {
      ...(selector ? { 'match[]': getTemplateSrv().replace(selector, options?.scopedVars, formatVariable) } : {}),
      ...(range ? { start: range.from.valueOf() / 1000, end: range.to.valueOf() / 1000 } : {}),
    };
    const { data } = await fetchJson<Answer<string[]>>(`${this.url}/api/v1/label/${label}/values`, params);
    return data.map((value) => ({ text: value }));
  }

  async testDatasource() {
    await fetchJson(`${this.url}/api/v1/query`, { query: '1' });
    return { status: 'success', message: 'Prometheus answers.' };
  }
}
