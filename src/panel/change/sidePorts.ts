/** What a comparison fetches: a profile of a version, a label's value or another window, and the load behind it. */
import { FieldType, type DataFrame, type InterpolateFunction, type PanelData } from '@grafana/data';
import type { LabelMatch, TimeSpan } from '../../correlate/baseline';
import { coveredSeconds } from '../../correlate/cadence';
import { rateByLabel } from '../../correlate/labelSplit';
import type { RedRefIds } from '../../correlate/red';
import { requestsOf } from '../../correlate/versionsInView';
import { isProfileFrame } from '../../shared/ui/frames/profileColumns';
import { rateSeries } from '../red/redFromData';
import type { ProfileTarget, SavedTarget } from '../request/profileTarget';
import { queryOnce, type QueryTarget } from '../request/queryOnce';
import { requestId, requestIn } from '../request/requestPorts';
import { withMatch } from './withMatcher';

export interface SidePorts {
  /** null where the store has no samples */
  queryProfile(window: TimeSpan, matches: readonly LabelMatch[]): Promise<DataFrame | null>;
  /** requests in a window, by the panel's own rate query; null where there is none, or it brings nothing */
  queryRequests(window: TimeSpan): Promise<number | null>;
  /** the same by value of a label; null where the query is no plain sum; empty where the metric has no such label */
  queryRequestsBy(window: TimeSpan, label: string): Promise<ReadonlyMap<string, number> | null>;
  /** how long profiles came in; null where the series can't tell */
  queryProfiledSeconds(window: TimeSpan, matches: readonly LabelMatch[]): Promise<number | null>;
}

export interface SideInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly target: ProfileTarget;
  /** the query that brings the rate, as saved: see `findRateTarget` */
  readonly rateTarget: SavedTarget | null;
  readonly refIds: RedRefIds;
  readonly replaceVariables: InterpolateFunction;
}

export function createSidePorts(input: SideInput, signal: AbortSignal): SidePorts {
  const { data, panelId, target, rateTarget, refIds, replaceVariables } = input;
  const profileQuery = (refId: string, queryType: string, matches: readonly LabelMatch[]) => ({
    ...target,
    labelSelector: matches.reduce(withMatch, target.labelSelector),
    refId,
    hide: false,
    queryType,
    // What Grafana's own data source expects.
    groupBy: [],
  });
  const queryRate = async (window: TimeSpan, change: (expr: unknown) => { readonly expr?: string } | null) => {
    const uid = rateTarget?.datasource?.uid;
    const changed = change(rateTarget?.expr);
    if (rateTarget === null || typeof uid !== 'string' || changed === null) {
      return null;
    }
    const datasource = { ...rateTarget.datasource, uid: replaceVariables(uid, data.request?.scopedVars) };
    const asked: QueryTarget & { readonly exemplar: boolean } = {
      ...rateTarget,
      datasource,
      exemplar: false,
      ...changed,
    };
    const frames = await queryOnce(asked, requestIn(data, requestId(panelId, 'baseline-rate'), window), signal);
    const named = frames.map((frame) => (frame.refId === undefined ? { ...frame, refId: rateTarget.refId } : frame));
    return rateSeries(named, [asked], refIds);
  };
  return {
    async queryProfile(window, matches) {
      const request = requestIn(data, requestId(panelId, 'baseline'), window);
      const frames = await queryOnce(profileQuery('baseline', 'profile', matches), request, signal);
      const frame = frames.find(isProfileFrame);
      const total: unknown = frame?.fields.find(({ name }) => name === 'value')?.values[0];
      return frame !== undefined && typeof total === 'number' && total > 0 ? frame : null;
    },
    async queryRequests(window) {
      const series = await queryRate(window, () => ({}));
      const sum = (series ?? []).reduce((total, each) => total + requestsOf(each), 0);
      return sum > 0 ? sum : null;
    },
    async queryRequestsBy(window, label) {
      const series = await queryRate(window, (expr) => {
        const byLabel = typeof expr === 'string' ? rateByLabel(expr, label) : null;
        return byLabel === null ? null : { expr: byLabel };
      });
      const byValue = new Map<string, number>();
      for (const { labels, ...columns } of series ?? []) {
        const value = labels[label] ?? '';
        byValue.set(value, (byValue.get(value) ?? 0) + requestsOf(columns));
      }
      return series === null ? null : byValue;
    },
    async queryProfiledSeconds(window, matches) {
      const request = requestIn(data, requestId(panelId, 'baseline-seconds'), window);
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
