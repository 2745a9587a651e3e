/** Unpacks what Grafana hands to the panel into the plain columns of `correlate/red`. */
import { FieldType, LoadingState, type DataFrame, type PanelData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { buildExemplars, type ExemplarColumns } from '../../correlate/exemplars';
import { recogniseRed, type DescribedSeries } from '../../correlate/recogniseRed';
import {
  buildRedModel,
  type RedAbsence,
  type RedChartModel,
  type RedModel,
  type RedPart,
  type RedRefIds,
  type SeriesColumns,
} from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import { asksForAllParts } from './asksForAllParts';
import { rateLookback } from './rateLookback';

export interface RedOptions {
  readonly refIds: RedRefIds;
  /** latency limit of the objective; null = none set */
  readonly sloSeconds: number | null;
  /** labels whose change is a deploy; empty or absent = the usual ones */
  readonly deployLabels?: readonly string[];
}

/** Metric names and expressions of durations that are stored in milliseconds (OTel old, Istio, Linkerd). */
const MILLISECONDS_NAME = /_milliseconds\b|_milliseconds_|_ms_bucket|_ms_sum|_ms_count/;

export function isExemplarFrame(frame: DataFrame): boolean {
  return frame.name === 'exemplar' || frame.meta?.custom?.resultType === 'exemplar';
}

/**
 * RED model of the panel's data. Durations come out in seconds whether the source measures in s or ms: the field's unit
 * says so, else the metric's name in the executed query. Queries that are not named as a part are told by their looks.
 */
export function redFromData(data: PanelData, options: RedOptions): RedModel {
  const { refIds, deployLabels = [] } = options;
  const targets = data.request?.targets.filter((target) => !target.hide) ?? null;
  const queried = targets && targets.map(({ refId }) => refId);
  const described = data.series.flatMap((frame) => describeSeries(frame, targets ?? [], refIds));
  const { series, recognised } = recogniseRed(
    described,
    refIds,
    queried,
    deployLabels.length > 0 ? deployLabels : undefined
  );
  const parts = Object.keys(recognised) as RedPart[];
  const errors = errorsByRefId(data);
  const ofAllParts = targets?.find(asksForAllParts)?.refId;
  const red = buildRedModel({
    series,
    exemplars: buildExemplars((data.annotations ?? []).filter(isExemplarFrame).map(exemplarColumns)).exemplars,
    queried: queried && [
      ...queried,
      ...parts.map((part) => refIds[part]),
      ...(ofAllParts === undefined ? [] : Object.values(refIds)),
    ],
    errors:
      ofAllParts === undefined || errors[ofAllParts] === undefined
        ? errors
        : { ...Object.fromEntries(Object.values(refIds).map((refId) => [refId, errors[ofAllParts]])), ...errors },
    refIds,
    sloSeconds: options.sloSeconds,
    versionLabels: deployLabels,
    loading: data.state === LoadingState.Loading,
  });
  const named =
    ofAllParts === undefined ? red : withNames(red, (part) => (queried?.includes(part) ? part : ofAllParts));
  return parts.length === 0 ? named : { ...named, recognised };
}

/** @param nameOf  the name that the query of a part has on the dashboard: one query may bring several parts */
function withNames(red: RedModel, nameOf: (refId: string) => string): RedModel {
  const named = (absence: RedAbsence): RedAbsence =>
    absence.kind === 'no-data' ? { ...absence, refIds: [...new Set(absence.refIds.map(nameOf))] } : absence;
  const chart = <Part extends string>(model: RedChartModel<Part>): RedChartModel<Part> =>
    model.kind === 'absent' ? { ...model, absence: named(model.absence) } : model;
  return { ...red, rate: chart(red.rate), errors: chart(red.errors), duration: chart(red.duration) };
}

/** One part alone, from whatever answers hold it: of the rate one series, or one for each route, instance, …; requests per second. */
export function partSeries(
  part: 'rate' | 'versions',
  frames: readonly DataFrame[],
  targets: readonly DataQuery[],
  refIds: RedRefIds,
  versionLabel: string | null
): readonly SeriesColumns[] {
  const described = frames.flatMap((frame) => describeSeries(frame, targets, refIds));
  const { series } = recogniseRed(described, refIds, null, versionLabel === null ? undefined : [versionLabel]);
  return series.filter(({ refId }) => refId === refIds[part]);
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

function describeSeries(frame: DataFrame, targets: readonly DataQuery[], refIds: RedRefIds): DescribedSeries[] {
  const refId = frame.refId;
  const time = frame.fields.find((field) => field.type === FieldType.time);
  // What our data source took from profiles is no request metric; its RED frames say nothing of a profile type.
  if (refId === undefined || time === undefined || frame.meta?.custom?.fixlayer !== undefined) {
    return [];
  }
  const isDuration = [refIds.p50, refIds.p95, refIds.p99].includes(refId);
  const expr = frame.meta?.executedQueryString ?? queryText(targets.find((target) => target.refId === refId));
  const lookbackMs = rateLookback(frame);
  return frame.fields
    .filter((field) => field.type === FieldType.number)
    .map((field) => {
      const inMilliseconds = isDuration && (field.config.unit === 'ms' || MILLISECONDS_NAME.test(expr));
      const values: ArrayLike<number | null> = inMilliseconds
        ? Array.from(field.values, (value: number | null) => (value === null ? null : value / 1000))
        : field.values;
      const { displayName, displayNameFromDS, unit = '' } = field.config;
      const name = [frame.name, displayName, displayNameFromDS, field.name === 'Value' ? '' : field.name]
        .filter((text) => text)
        .join(' ');
      return { refId, labels: field.labels ?? {}, timesMs: time.values, values, unit, name, expr, lookbackMs };
    });
}

/** PromQL or TraceQL of a saved query. */
function queryText(target: DataQuery | undefined): string {
  const { expr, query } = (target ?? {}) as { expr?: unknown; query?: unknown };
  return typeof expr === 'string' ? expr : typeof query === 'string' ? query : '';
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
        error.message ??
        error.data?.message ??
        error.statusText ??
        t('red.the-data-source-gave-no', 'The data source gave no reason.');
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
