/**
 * Series as the core datasource frames them: one frame a line, named `series`, values per second unless totals are
 * wanted; exemplars as annotation frames named `exemplar`.
 */
import {
  createDataFrame,
  DataTopic,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import type { StorageMode } from '../client/serverFacts';
import type { Series, SeriesExemplar } from '../client/selectSeries';
import { wantsHeatmap } from '../query/normalizeQuery';
import type { QueryPlan } from '../query/planQuery';
import { cadenceSeconds } from '../../correlate/cadence';
import { medianPerStep } from '../query/series/coarser';
import type { SeriesPlan } from '../query/series/planSeries';
import type { PyroscopeQuery } from '../types';
import { gridUnit, rateUnit, unitOf } from './units';

/** Where the link of an exemplar leads: this datasource in Explore. */
export interface LinkSource {
  readonly uid: string;
  readonly name: string;
  readonly query: PyroscopeQuery;
}

export function seriesFrames(
  plan: QueryPlan,
  seriesPlan: SeriesPlan,
  series: readonly Series[],
  { source, storageMode }: { readonly source: LinkSource; readonly storageMode: StorageMode | null }
): DataFrame[] {
  const shown = series.slice(0, seriesPlan.shownLimit);
  const lines = shown.map((line) => lineOf(line, seriesPlan));
  const notices = noticesOf(plan, seriesPlan, {
    lines,
    isCut: series.length > shown.length,
    series: shown,
    storageMode,
    hasHeatmap: wantsHeatmap(source.query),
  });
  const frames = lines.map((line, i) => lineFrame(plan, seriesPlan, { line, notices: i === 0 ? notices : [] }));
  const exemplars = shown.flatMap((one, i) =>
    one.exemplars.length > 0 ? [exemplarFrame(plan, one, { line: lines[i], source })] : []
  );
  return frames.length > 0 ? [...frames, ...exemplars] : [emptyFrame(plan)];
}

interface Line {
  readonly labels: Readonly<Record<string, string>>;
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
  readonly unit: string;
  /** weight of the profile type × factor = a value of this line */
  readonly factor: number;
  /** seconds that a value stands for; null where it stands for a moment */
  readonly coversSeconds: number | null;
}

function lineOf(series: Series, { request, isGauge, value, panelStepSeconds }: SeriesPlan): Line {
  const { labels, timesMs, values } = series;
  const unit = gridUnit(unitOf(request.profileTypeId));
  if (isGauge) {
    return { labels, ...medianPerStep(series, panelStepSeconds * 1000), unit, factor: 1, coversSeconds: null };
  }
  if (value === 'total') {
    return { labels, timesMs, values, unit, factor: 1, coversSeconds: request.stepSeconds };
  }
  const rate = rateUnit(request.profileTypeId);
  const coversSeconds = cadenceSeconds(timesMs, request.stepSeconds);
  const factor = rate.factor / coversSeconds;
  return { labels, timesMs, values: values.map((weight) => weight * factor), unit: rate.unit, factor, coversSeconds };
}

interface LineAndNotices {
  readonly line: Line;
  readonly notices: readonly QueryResultMetaNotice[];
}

function lineFrame(plan: QueryPlan, { request, isGauge, value }: SeriesPlan, { line, notices }: LineAndNotices) {
  return createDataFrame({
    refId: plan.refId,
    name: 'series',
    meta: {
      preferredVisualisationType: 'graph',
      custom: {
        rateCalculated: !isGauge && value === 'rate',
        fixlayer: {
          version: 1,
          profileTypeId: request.profileTypeId,
          labelSelector: request.labelSelector,
          fromMs: request.fromMs,
          toMs: request.toMs,
          stepSeconds: request.stepSeconds,
          coversSeconds: line.coversSeconds,
        },
      },
      ...(notices.length > 0 && { notices: [...notices] }),
    },
    fields: [
      { name: 'time', type: FieldType.time, values: [...line.timesMs], config: {} },
      {
        name: sampleTypeOf(request.profileTypeId),
        type: FieldType.number,
        values: [...line.values],
        labels: { ...line.labels },
        config: { unit: line.unit },
      },
    ],
  });
}

/** The time series panel says "No data" for it. */
function emptyFrame({ refId, request }: QueryPlan): DataFrame {
  return createDataFrame({
    refId,
    name: 'series',
    meta: { preferredVisualisationType: 'graph' },
    fields: [
      { name: 'time', type: FieldType.time, values: [], config: {} },
      { name: sampleTypeOf(request.profileTypeId), type: FieldType.number, values: [], config: {} },
    ],
  });
}

function exemplarFrame(plan: QueryPlan, series: Series, { line, source }: { line: Line; source: LinkSource }) {
  const { exemplars, labels } = series;
  const valueConfig: FieldConfig = { unit: line.unit, displayName: 'Value' };
  const names = publicLabels(exemplars).filter((name) => !(name in labels));
  return createDataFrame({
    refId: plan.refId,
    name: 'exemplar',
    meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
    fields: [
      { name: 'Time', type: FieldType.time, values: exemplars.map(({ timeMs }) => timeMs), config: {} },
      {
        name: 'Value',
        type: FieldType.number,
        values: exemplars.map(({ value }) => value * line.factor),
        labels: { ...labels },
        config: valueConfig,
      },
      {
        name: 'Id',
        type: FieldType.string,
        values: exemplars.map(({ profileId }) => profileId),
        config: { displayName: 'Profile ID', links: [profileLink(source)] },
      },
      ...names.map((name) => ({
        name,
        type: FieldType.string,
        values: exemplars.map((exemplar) => exemplar.labels[name] ?? ''),
        config: {},
      })),
    ],
  });
}

function profileLink({ uid, name, query }: LinkSource) {
  return {
    title: t('notices.view-profile', 'View profile'),
    url: '',
    internal: {
      datasourceUid: uid,
      datasourceName: name,
      query: { ...query, queryType: 'profile' as const, profileIdSelector: ['${__value.raw}'] },
    },
  };
}

function publicLabels(exemplars: readonly SeriesExemplar[]): string[] {
  const names = new Set(exemplars.flatMap(({ labels }) => Object.keys(labels)));
  return [...names].filter((name) => !name.startsWith('__')).sort();
}

function sampleTypeOf(profileTypeId: string): string {
  return profileTypeId.split(':')[1] || 'value';
}

interface Outcome {
  readonly lines: readonly Line[];
  readonly series: readonly Series[];
  /** there are more lines than are shown */
  readonly isCut: boolean;
  readonly storageMode: StorageMode | null;
  readonly hasHeatmap: boolean;
}

function noticesOf(
  { request: asked, ignoredFilters }: QueryPlan,
  { request, shownLimit }: SeriesPlan,
  { lines, series, isCut, storageMode, hasHeatmap }: Outcome
): QueryResultMetaNotice[] {
  const notices: QueryResultMetaNotice[] = [];
  const slowest = Math.max(...lines.map(({ coversSeconds }) => coversSeconds ?? 0), 0);
  if (slowest > request.stepSeconds) {
    notices.push({
      severity: 'info',
      text: t(
        'notices.profiles-arrive-every-s-less',
        'Profiles arrive every {{slowest}} s, less often than the step of {{stepSeconds}} s: each value is the mean since the one before.',
        { slowest: Math.round(slowest), stepSeconds: request.stepSeconds }
      ),
    });
  }
  if (isCut) {
    notices.push({
      severity: 'info',
      text: t(
        'notices.the-largest-series-are-shown',
        'The {{shownLimit}} largest series are shown, there are more. Set Limit to see more, or group by fewer labels.',
        { shownLimit }
      ),
    });
  }
  if (request.withExemplars && series.every(({ exemplars }) => exemplars.length === 0)) {
    notices.push({
      severity: 'info',
      text:
        storageMode === 'v1'
          ? t(
              'notices.this-server-has-v1-storage',
              'This server has v1 storage, which keeps no exemplars: they need v2 storage.'
            )
          : t(
              'notices.no-exemplars-came-pyroscope-keeps',
              'No exemplars came. Pyroscope keeps them in v2 storage, from version 1.17 on.'
            ),
    });
  }
  const unused = [
    ...(asked.spanIds.length > 0 ? [t('notices.spans', 'spans')] : []),
    ...(asked.traceIds.length > 0 ? [t('notices.traces', 'traces')] : []),
    ...(asked.profileIds.length > 0 ? [t('notices.profiles', 'profiles')] : []),
    ...((asked.callSite ?? []).length > 0 ? [t('notices.a-call-site', 'a call site')] : []),
    ...ignoredFilters,
  ];
  if (unused.length > 0) {
    notices.push({
      severity: 'warning',
      text: t(
        'notices.a-series-cant-be-narrowed',
        "A series can't be narrowed to {{unused}}: all profiles of the selector are in it.",
        { unused: unused.join(', ') }
      ),
    });
  }
  if (hasHeatmap) {
    notices.push({
      severity: 'warning',
      text: t(
        'notices.a-heatmap-is-not-given',
        'This saved query also asks for a heatmap, which is not given here. Leave a panel that shows one to Grafana’s own Pyroscope datasource.'
      ),
    });
  }
  return notices;
}
