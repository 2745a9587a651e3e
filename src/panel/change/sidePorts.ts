/** What a comparison fetches: a profile of a version or an earlier window, and how many requests that window held. */
import type { DataFrame, InterpolateFunction, PanelData } from '@grafana/data';
import type { TimeSpan } from '../../correlate/baseline';
import type { RedRefIds } from '../../correlate/red';
import { requestsOf } from '../../correlate/versionsInView';
import { isProfileFrame } from '../../shared/ui/frames/profileColumns';
import { rateSeries } from '../red/redFromData';
import type { ProfileTarget, SavedTarget } from '../request/profileTarget';
import { queryOnce, type QueryTarget } from '../request/queryOnce';
import { requestId, requestIn } from '../request/requestPorts';
import { withMatcher } from './withMatcher';

export interface SidePorts {
  /** null where the store has no samples */
  queryProfile(
    window: TimeSpan,
    matcher: { readonly label: string; readonly value: string } | null
  ): Promise<DataFrame | null>;
  /** requests in a window, by the panel's own rate query; null where there is none, or it brings nothing */
  queryRequests(window: TimeSpan): Promise<number | null>;
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
  return {
    async queryProfile(window, matcher) {
      const { label, value } = matcher ?? { label: '', value: '' };
      const labelSelector = matcher === null ? target.labelSelector : withMatcher(target.labelSelector, label, value);
      // `groupBy` is what Grafana's own data source expects.
      const asked = { ...target, labelSelector, refId: 'baseline', hide: false, queryType: 'profile', groupBy: [] };
      const frames = await queryOnce(asked, requestIn(data, requestId(panelId, 'baseline'), window), signal);
      const frame = frames.find(isProfileFrame);
      const total: unknown = frame?.fields.find(({ name }) => name === 'value')?.values[0];
      return frame !== undefined && typeof total === 'number' && total > 0 ? frame : null;
    },
    async queryRequests(window) {
      const uid = rateTarget?.datasource?.uid;
      if (rateTarget === null || typeof uid !== 'string') {
        return null;
      }
      const datasource = { ...rateTarget.datasource, uid: replaceVariables(uid, data.request?.scopedVars) };
      const asked: QueryTarget & { readonly exemplar: boolean } = { ...rateTarget, datasource, exemplar: false };
      const frames = await queryOnce(asked, requestIn(data, requestId(panelId, 'baseline-rate'), window), signal);
      const named = frames.map((frame) => (frame.refId === undefined ? { ...frame, refId: rateTarget.refId } : frame));
      const sum = rateSeries(named, [asked], refIds).reduce((total, series) => total + requestsOf(series), 0);
      return sum > 0 ? sum : null;
    },
  };
}
