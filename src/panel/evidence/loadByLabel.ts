/** One function by the values of a label: which labels there are, what each value costs, how many requests it has. */
import { FieldType, type DataFrame, type PanelData } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { orderLabels, rateByLabel, SPLIT_LABELS, splitByLabel, type LabelSplit } from '../../correlate/labelSplit';
import { t } from '../../shared/ui/i18n/translate';
import { serviceOfSelector, type ProfileTarget } from '../request/profileTarget';
import { queryOnce, type QueryTarget } from '../request/queryOnce';
import { requestId, requestIn } from '../request/requestPorts';
import { targetIn, windowIn, type EvidenceContext } from './context';
import type { Asking } from './useAsked';

/** Each value is a profile to be merged by the store; what the data source allows at most. */
export const MOST_VALUES = 48;
/** Labels whose values are counted to find one worth a split. */
const MOST_COUNTED = 8;

export interface LabelChoice {
  readonly name: string;
  /** null = not counted */
  readonly values: number | null;
}

export interface SplitAnswer {
  readonly split: LabelSplit;
  /** of `perSecond` and `perRequest` */
  readonly unit: string;
  /** why there is no cost per request; null where there is */
  readonly noRequests: string | null;
  /** what the data source warns of */
  readonly warnings: readonly string[];
}

type Asked = Partial<Pick<NonNullable<PanelData['request']>, 'scopedVars'>>;

/** @returns labels of the service, telling ones first; @throws what the data source throws */
export async function loadLabels(
  target: ProfileTarget,
  asked: Asked,
  timeRange: PanelData['timeRange']
): Promise<readonly LabelChoice[]> {
  const { datasource, filters } = await labelSource(target, asked);
  const names = orderLabels(
    (await listOf(datasource.getTagKeys?.({ filters, timeRange }))).filter(
      (name) => name !== 'service_name' && /^(?!__)[a-zA-Z_]\w*$/.test(name)
    )
  );
  const telling = new Set<string>(SPLIT_LABELS);
  return Promise.all(
    names.map(async (name, at) => ({
      name,
      values:
        at < MOST_COUNTED && telling.has(name)
          ? (await listOf(datasource.getTagValues?.({ key: name, filters, timeRange }))).length
          : null,
    }))
  );
}

/** @returns values that a label of the service has, by name; @throws what the data source throws */
export async function loadLabelValues(
  target: ProfileTarget,
  label: string,
  asked: Asked,
  timeRange: PanelData['timeRange']
): Promise<readonly string[]> {
  const { datasource, filters } = await labelSource(target, asked);
  const values = await listOf(datasource.getTagValues?.({ key: label, filters, timeRange }));
  return values.filter((value) => value !== '').sort();
}

async function labelSource(target: ProfileTarget, { scopedVars }: Asked) {
  const service = serviceOfSelector(target.labelSelector);
  return {
    datasource: await getDataSourceSrv().get(target.datasource, scopedVars),
    filters: service === null ? [] : [{ key: 'service_name', operator: '=', value: service }],
  };
}

async function listOf(answer: unknown): Promise<string[]> {
  const list = await answer;
  return Array.isArray(list) ? list.map(({ text }: { text: unknown }) => String(text)) : [];
}

/** The first telling label with something to compare, else the first that may have. */
export const bestLabel = (labels: readonly LabelChoice[]): string | null =>
  (
    labels.find(({ values }) => values !== null && values > 1) ??
    labels.find(({ values }) => values === null) ??
    labels[0]
  )?.name ?? null;

/** @param func full name @throws what the data sources throw; a rate that can't be read is told in the answer */
export async function loadByLabel(
  context: EvidenceContext,
  { func, label }: { func: string; label: string },
  { signal, onProgress }: Asking
): Promise<SplitAnswer | null> {
  const target = targetIn(context);
  if (target === null) {
    return null;
  }
  const { data, panelId } = context;
  const query = {
    ...target,
    refId: 'byLabel',
    hide: false,
    queryType: 'functionOverTime',
    functionName: func,
    functionValue: 'perSecond',
    functionWeight: 'cum',
    overLabel: label,
    windows: MOST_VALUES,
  };
  const progress = (frames: readonly DataFrame[]) => {
    const values: ArrayLike<unknown> = frames[0]?.fields.find(({ type }) => type === FieldType.number)?.values ?? [];
    onProgress(Array.from(values).filter((value) => value !== null).length, values.length);
  };
  const request = requestIn(data, requestId(panelId, 'by-label'), windowIn(context));
  const [frames, rates] = await Promise.all([
    queryOnce(query, request, signal, progress),
    loadRates(context, label, signal),
  ]);
  const frame = frames.find(({ name }) => name === 'functionOverTime') ?? frames[0];
  const values = frame?.fields.find(({ type }) => type === FieldType.number);
  const names = frame?.fields.find(({ type }) => type === FieldType.string)?.values ?? [];
  const { unit, factor } = unitOf(values?.config.unit);
  const split = splitByLabel(
    Array.from(names, (value: unknown, i) => {
      const amount: unknown = values?.values[i];
      return { value: String(value), perSecond: typeof amount === 'number' ? amount * factor : null };
    }),
    rates.byValue
  );
  return {
    split,
    unit,
    noRequests: split.comparedBy === 'request' || split.values === 0 ? null : rates.missing,
    warnings: (frame?.meta?.notices ?? []).filter(({ severity }) => severity === 'warning').map(({ text }) => text),
  };
}

/** Grafana's unit of a weight per second → unit of the weight. */
function unitOf(gridUnit = ''): { unit: string; factor: number } {
  switch (gridUnit) {
    case 'cores':
    case 'suffix: s/s':
      return { unit: 'nanoseconds', factor: 1e9 };
    case 'binBps':
      return { unit: 'bytes', factor: 1 };
    default:
      return { unit: 'count', factor: 1 };
  }
}

interface Rates {
  readonly byValue: ReadonlyMap<string, number>;
  /** why values have none */
  readonly missing: string;
}

/** The panel's own rate by this label: its query says `sum(…)`, and the metric must have the label too. */
async function loadRates(context: EvidenceContext, label: string, signal: AbortSignal): Promise<Rates> {
  const { data, panelId, refIds, replaceVariables } = context;
  const none = (missing: string): Rates => ({ byValue: new Map(), missing });
  const saved: unknown = data.request?.targets.find(({ refId }) => refId === refIds.rate);
  const { expr, datasource } = (saved ?? {}) as { expr?: unknown; datasource?: { uid?: unknown; type?: string } };
  const byLabel = typeof expr === 'string' ? rateByLabel(expr, label) : null;
  if (byLabel === null || typeof datasource?.uid !== 'string') {
    return none(
      t('evidence.there-is-no-rate-by', 'There is no rate by {{label}}, so values with more requests stand higher.', {
        label,
      })
    );
  }
  const target = {
    ...(saved as QueryTarget),
    refId: 'rateByLabel',
    hide: false,
    exemplar: false,
    expr: byLabel,
    datasource: { uid: replaceVariables(datasource.uid, data.request?.scopedVars), type: datasource.type },
  };
  try {
    const frames = await queryOnce(
      target,
      requestIn(data, requestId(panelId, 'rate-by-label'), windowIn(context)),
      signal
    );
    const byValue = new Map<string, number>();
    for (const field of frames.flatMap(({ fields }) => fields)) {
      const value = field.labels?.[label];
      const points = (field.values as unknown[]).filter((each): each is number => Number.isFinite(each));
      if (field.type === FieldType.number && value !== undefined && points.length > 0) {
        byValue.set(value, points.reduce((sum, each) => sum + each, 0) / points.length);
      }
    }
    return byValue.size === 0
      ? none(
          t(
            'evidence.the-metrics-have-no-label',
            'The metrics have no label {{label}}, so values with more requests stand higher.',
            { label }
          )
        )
      : {
          byValue,
          missing: t(
            'evidence.not-every-has-a-request',
            'Not every {{label}} has a request rate, so values with more requests stand higher.',
            { label }
          ),
        };
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    return none(
      t(
        'evidence.the-rate-by-could-not',
        'The rate by {{label}} could not be read, so values with more requests stand higher.',
        { label }
      )
    );
  }
}
