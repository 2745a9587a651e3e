/** The two fetches of `loadRequestProfile`, through Grafana's data sources. */
import { dateTime, type DataFrame, type DataQueryRequest, type PanelData, type TimeRange } from '@grafana/data';
import { isProfileFrame } from '../../shared/ui/frames/profileColumns';
import type { RequestPorts, Window } from './loadRequestProfile';
import { selectionTarget, type ProfileTarget, type RequestSelection } from './profileTarget';
import { queryOnce, QueryError } from './queryOnce';
import { spansOfTraceFrame } from './traceFrame';

export interface PortsInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly profileTarget: ProfileTarget;
  /** null = none known */
  readonly traceUid: string | null;
}

/** Numbers the requests of this page: an id that is used twice cancels the first query. */
let requestNumber = 0;

/** The merged profile of some spans or traces; null where the store has no samples of them. */
export type QuerySelection = (selection: RequestSelection, window: Window) => Promise<DataFrame | null>;

export function createSelectionPort(
  { data, panelId, profileTarget }: Omit<PortsInput, 'traceUid'>,
  signal: AbortSignal
): QuerySelection {
  return async (selection, window) => {
    const request = requestIn(data, requestId(panelId, 'request'), window);
    const frames = await queryOnce(selectionTarget(profileTarget, selection), request, signal);
    const frame = frames.find(isProfileFrame);
    // An answer without samples is a lone root of weight 0, or no frame at all.
    const total: unknown = frame?.fields.find((field) => field.name === 'value')?.values[0];
    return frame !== undefined && typeof total === 'number' && total > 0 ? frame : null;
  };
}

export const requestId = (panelId: number | string, purpose: string) =>
  `fixlayer-${panelId}-${purpose}-${++requestNumber}`;

export function createRequestPorts(input: PortsInput, signal: AbortSignal): RequestPorts {
  const { data, panelId, traceUid } = input;
  const querySelection = createSelectionPort(input, signal);
  return {
    queryProfile: (spanId, window) => querySelection({ kind: 'spans', ids: [spanId] }, window),
    queryTrace:
      traceUid === null
        ? undefined
        : async (traceId, window) => {
            const target = { refId: 'trace', datasource: { uid: traceUid }, queryType: 'traceql', query: traceId };
            try {
              const frames = await queryOnce(target, requestIn(data, requestId(panelId, 'trace'), window), signal);
              const spans = frames.map(spansOfTraceFrame).find((found) => found !== null);
              return spans === undefined || spans.length === 0 ? null : spans;
            } catch (error) {
              // Tempo's data source reports an unknown trace as an error (recorded: state Error, status 404).
              if (!(error instanceof QueryError)) {
                throw error;
              }
              if (error.status === 404 || /not found/i.test(error.message)) {
                return null;
              }
              throw new QueryError(error.message, error.status, error.datasource, 'trace');
            }
          },
  };
}

/** The panel's request as one of another window, without targets. */
export function requestIn(data: PanelData, requestId: string, window: Window): Omit<DataQueryRequest, 'targets'> {
  const request = data.request;
  return {
    requestId,
    range: timeRange(window),
    interval: request?.interval ?? '15s',
    intervalMs: request?.intervalMs ?? 15_000,
    maxDataPoints: request?.maxDataPoints,
    scopedVars: request?.scopedVars ?? {},
    filters: request?.filters,
    timezone: request?.timezone ?? 'browser',
    app: request?.app ?? 'panel',
    panelId: request?.panelId,
    dashboardUID: request?.dashboardUID,
    startTime: Date.now(),
  };
}

function timeRange({ fromMs, toMs }: Window): TimeRange {
  const from = dateTime(fromMs);
  const to = dateTime(toMs);
  return { from, to, raw: { from, to } };
}
