/** The merged profile of a trace, or of a route's requests in view. One profile query each, and a trace at most. */
import type { Exemplar } from '../../correlate/exemplars';
import {
  isFresh,
  TRACE_MARGIN_MS,
  WINDOW_MARGIN_MS,
  windowAround,
  type RequestOutcome,
  type RequestPorts,
  type RequestQuestion,
} from './loadRequestProfile';
import type { RequestSelection } from './profileTarget';
import type { QuerySelection } from './requestPorts';

export interface WiderPorts {
  readonly querySelection: QuerySelection;
  /** the data source selects whole traces */
  readonly canSelectTraces: boolean;
  readonly queryTrace?: RequestPorts['queryTrace'];
}

/** @throws what the ports throw */
export async function loadTraceProfile(question: RequestQuestion, ports: WiderPorts): Promise<RequestOutcome> {
  const { traceId, timeMs, durationMs, service, view } = question;
  const around = (marginMs: number) =>
    timeMs === null ? view : windowAround(timeMs - (durationMs ?? 0), timeMs, marginMs);
  const empty = (kind: 'no-trace-source' | 'trace-not-found' | 'not-profiled' | 'no-samples'): RequestOutcome => ({
    kind: 'empty',
    reason: isFresh(question) ? { kind: 'too-fresh' } : { kind },
    durationMs,
  });
  let selection: RequestSelection = { kind: 'traces', ids: [traceId] };
  if (!ports.canSelectTraces) {
    const spans = (await ports.queryTrace?.(traceId, around(TRACE_MARGIN_MS))) ?? null;
    if (spans === null) {
      return empty(ports.queryTrace === undefined ? 'no-trace-source' : 'trace-not-found');
    }
    const own = spans.filter((span) => service === null || span.service === service);
    const ids = [...new Set(own.flatMap(({ profileId }) => (profileId === null ? [] : [profileId])))];
    if (ids.length === 0) {
      return empty('not-profiled');
    }
    selection = { kind: 'spans', ids };
  }
  const frame = await ports.querySelection(selection, around(WINDOW_MARGIN_MS));
  return frame === null ? empty('no-samples') : { kind: 'ready', frame, selection, durationMs };
}

/**
 * @param requests  two or more; each names its span, unless whole traces can be selected
 * @throws what the ports throw
 */
export async function loadRouteProfile(
  requests: readonly Exemplar[],
  { querySelection, canSelectTraces }: WiderPorts
): Promise<RequestOutcome> {
  const spans = requests.flatMap(({ spanId }) => (spanId === null ? [] : [spanId]));
  const selection: RequestSelection =
    spans.length === requests.length || !canSelectTraces
      ? { kind: 'spans', ids: spans }
      : { kind: 'traces', ids: requests.map(({ traceId }) => traceId) };
  const window = windowAround(
    Math.min(...requests.map(({ timeMs, valueSeconds }) => timeMs - valueSeconds * 1000)),
    Math.max(...requests.map(({ timeMs }) => timeMs)),
    WINDOW_MARGIN_MS
  );
  const frame = await querySelection(selection, window);
  return frame === null
    ? { kind: 'empty', reason: { kind: 'no-samples' }, durationMs: null }
    : { kind: 'ready', frame, selection, durationMs: null };
}
