/** Unpacks what Grafana hands to the panel into the plain columns of `correlate/red`. */
import { FieldType, LoadingState, type DataFrame, type PanelData } from '@grafana/data';
import { buildExemplars, type ExemplarColumns } from '../../correlate/exemplars';
import { buildRedModel, type RedModel, type RedRefIds, type SeriesColumns } from '../../correlate/red';

export interface RedOptions {
  readonly refIds: RedRefIds;
  /** latency limit of the objective; null = none set */
  readonly sloSeconds: number | null;
}

/** Metric names and expressions of durations that are stored in milliseconds (OTel old, Istio, Linkerd). */
const MILLISECONDS_NAME = /_milliseconds\b|_milliseconds_|_ms_bucket|_ms_sum|_ms_count/;

export function isExemplarFrame(frame: DataFrame): boolean {
  return frame.name === 'exemplar' || frame.meta?.custom?.resultType === 'exemplar';
}

/**
 * RED model of the panel's data. Durations come out in seconds whether the source measures in s or ms: the field's unit
 * says so, else the metric's name in the executed query.
 */
export function redFromData(data: PanelData, options: RedOptions): RedModel {
  const durationRefIds = new Set([options.refIds.p50, options.refIds.p95, options.refIds.p99]);
  return buildRedModel({
    series: data.series.flatMap((frame) => seriesColumns(frame, durationRefIds)),
    exemplars: buildExemplars((data.annotations ?? []).filter(isExemplarFrame).map(exemplarColumns)).exemplars,
    queried: data.request ? data.request.targets.filter((target) => !target.hide).map((target) => target.refId) : null,
    errors: errorsByRefId(data),
    refIds: options.refIds,
    sloSeconds: options.sloSeconds,
    loading: data.state === LoadingState.Loading,
  });
}

/** Until the series are read: everything is on its way. */
export const unreadRed: RedModel = {
  rate: { kind: 'absent', absence: { kind: 'loading' } },
  errors: { kind: 'absent', absence: { kind: 'loading' } },
  duration: { kind: 'absent', absence: { kind: 'loading' } },
  requestCount: null,
  errorCount: null,
  deploys: [],
  versions: [],
  versionLabel: null,
  sloSeconds: null,
  slowSeconds: null,
  exemplars: [],
  slow: [],
};

function seriesColumns(frame: DataFrame, durationRefIds: ReadonlySet<string>): SeriesColumns[] {
  const refId = frame.refId;
  const time = frame.fields.find((field) => field.type === FieldType.time);
  if (refId === undefined || time === undefined) {
    return [];
  }
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => {
      const inMilliseconds =
        durationRefIds.has(refId) &&
        (field.config.unit === 'ms' || MILLISECONDS_NAME.test(frame.meta?.executedQueryString ?? ''));
      const values: ArrayLike<number | null> = inMilliseconds
        ? Array.from(field.values, (value: number | null) => (value === null ? null : value / 1000))
        : field.values;
      return { refId, labels: field.labels ?? {}, timesMs: time.values, values };
    });
}

function exemplarColumns(frame: DataFrame): ExemplarColumns {
  const time = frame.fields.find((field) => field.type === FieldType.time);
  const value = frame.fields.find((field) => field.type === FieldType.number);
  const texts = frame.fields.filter((field) => field.type === FieldType.string);
  const metric: unknown = texts.find((field) => field.name === '__name__')?.values[0];
  return {
    timesMs: time?.values ?? [],
    values: value?.values ?? [],
    labels: Object.fromEntries(texts.map((field) => [field.name, field.values])),
    secondsPerUnit: typeof metric === 'string' && MILLISECONDS_NAME.test(metric) ? 0.001 : 1,
  };
}

function errorsByRefId(data: PanelData): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const error of data.errors ?? []) {
    if (error.refId !== undefined) {
      errors[error.refId] =
        error.message ?? error.data?.message ?? error.statusText ?? 'The data source gave no reason.';
    }
  }
  return errors;
}

/** uid of the trace data source that the exemplars link to, as set up in the metrics data source; null if none. */
export function linkedTraceUid(data: PanelData): string | null {
  for (const frame of (data.annotations ?? []).filter(isExemplarFrame)) {
    for (const field of frame.fields) {
      for (const link of field.config.links ?? []) {
        if (link.internal?.datasourceUid) {
          return link.internal.datasourceUid;
        }
      }
    }
  }
  return null;
}
