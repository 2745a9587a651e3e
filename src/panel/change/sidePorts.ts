/** What a comparison fetches: a profile of a version, a label's value or another window, and the load behind it. */
import {
  FieldType,
  type AdHocVariableFilter,
  type DataFrame,
  type InterpolateFunction,
  type PanelData,
} from '@grafana/data';
import type { TimeSpan } from '../../correlate/baseline';
import { coveredSeconds } from '../../correlate/cadence';
import { rateByLabel } from '../../correlate/labelSplit';
import type { RedRefIds } from '../../correlate/red';
import { requestsOf, versionsInView } from '../../correlate/versionsInView';
import { isProfileFrame } from '../../shared/ui/frames/profileColumns';
import { partSeries } from '../red/redFromData';
import type { ProfileTarget, SavedTarget } from '../request/profileTarget';
import { queryOnce, type QueryTarget } from '../request/queryOnce';
import { requestId, requestIn } from '../request/requestPorts';
import { filtersBeside, filtersOfAllValues, withMatch, type SideMatch } from './withMatcher';

export interface SidePorts {
  /** null where the store has no samples */
  queryProfile(window: TimeSpan, matches: readonly SideMatch[]): Promise<DataFrame | null>;
  /**
   * requests in a window, by the panel's own query of the rate, or the one of all versions together; null where there is none,
   * or it brings nothing
   */
  queryRequests(window: TimeSpan, part: 'rate' | 'versions'): Promise<number | null>;
  /** by the rate and value of a label; null where the query is no plain sum; empty where the metric has no such label */
  queryRequestsBy(window: TimeSpan, label: string): Promise<ReadonlyMap<string, number> | null>;
  /** how long profiles came in; null where the series can't tell */
  queryProfiledSeconds(window: TimeSpan, matches: readonly SideMatch[]): Promise<number | null>;
}

export interface SideInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly target: ProfileTarget;
  /** the queries that bring the rate and the versions, as saved: see `findPartTarget` */
  readonly rateTarget: SavedTarget | null;
  readonly versionsTarget: SavedTarget | null;
  readonly refIds: RedRefIds;
  /** label that tells versions apart; null = none */
  readonly versionLabel: string | null;
  readonly replaceVariables: InterpolateFunction;
}

export function createSidePorts(input: SideInput, signal: AbortSignal): SidePorts {
  const { data, panelId, target, rateTarget, versionsTarget, refIds, versionLabel, replaceVariables } = input;
  const profileQuery = (refId: string, queryType: string, matches: readonly SideMatch[]) => ({
    ...target,
    labelSelector: matches.reduce(withMatch, target.labelSelector),
    refId,
    hide: false,
    queryType,
    // What Grafana's own data source expects.
    groupBy: [],
  });
  const querySeries = async (
    part: 'rate' | 'versions',
    window: TimeSpan,
    { expr, filters = data.request?.filters }: { readonly expr?: string; readonly filters?: AdHocVariableFilter[] } = {}
  ) => {
    const saved = part === 'rate' ? rateTarget : versionsTarget;
    const uid = saved?.datasource?.uid;
    if (saved === null || typeof uid !== 'string') {
      return null;
    }
    const datasource = { ...saved.datasource, uid: replaceVariables(uid, data.request?.scopedVars) };
    const asked: QueryTarget & { readonly exemplar: boolean } = {
      ...saved,
      datasource,
      exemplar: false,
      ...(expr !== undefined && { expr }),
    };
    const request = { ...requestIn(data, requestId(panelId, 'baseline-rate'), window), filters };
    const frames = await queryOnce(asked, request, signal);
    const named = frames.map((frame) => (frame.refId === undefined ? { ...frame, refId: saved.refId } : frame));
    return partSeries(part, named, [asked], refIds, versionLabel);
  };
  const profileRequest = (purpose: string, window: TimeSpan, matches: readonly SideMatch[]) => ({
    ...requestIn(data, requestId(panelId, purpose), window),
    filters: filtersBeside(data.request?.filters, matches),
  });
  return {
    async queryProfile(window, matches) {
      const request = profileRequest('baseline', window, matches);
      const frames = await queryOnce(profileQuery('baseline', 'profile', matches), request, signal);
      const frame = frames.find(isProfileFrame);
      const total: unknown = frame?.fields.find(({ name }) => name === 'value')?.values[0];
      return frame !== undefined && typeof total === 'number' && total > 0 ? frame : null;
    },
    async queryRequests(window, part) {
      const series = (await querySeries(part, window)) ?? [];
      const requests =
        part === 'rate'
          ? series.map((each) => requestsOf(each))
          : versionsInView(
              series.map(({ labels, ...columns }) => ({ version: labels[versionLabel ?? ''] ?? '', ...columns })),
              window
            ).map((version) => version.requests);
      const sum = requests.reduce<number>((total, each) => total + (each ?? NaN), 0);
      return sum > 0 ? sum : null;
    },
    async queryRequestsBy(window, label) {
      const expr = typeof rateTarget?.expr === 'string' ? rateByLabel(rateTarget.expr, label) : null;
      const filters = filtersOfAllValues(data.request?.filters, label);
      const series = expr === null ? null : await querySeries('rate', window, { expr, filters });
      const byValue = new Map<string, number>();
      for (const { labels, ...columns } of series ?? []) {
        const value = labels[label] ?? '';
        byValue.set(value, (byValue.get(value) ?? 0) + requestsOf(columns));
      }
      return series === null ? null : byValue;
    },
    async queryProfiledSeconds(window, matches) {
      const request = profileRequest('baseline-seconds', window, matches);
      const frames = await queryOnce(profileQuery('seconds', 'metrics', matches), request, signal);
      const fields = frames.flatMap((frame) => frame.fields);
      const times: ArrayLike<number> = fields.find(({ type }) => type === FieldType.time)?.values ?? [];
      const values: ArrayLike<number> = fields.find(({ type }) => type === FieldType.number)?.values ?? [];
      const there = Array.from(times).filter((_, at) => values[at] > 0);
      const seconds = coveredSeconds(there, request.intervalMs / 1000, (window.toMs - window.fromMs) / 1000);
      return seconds > 0 ? seconds : null;
    },
  };
}
