/**
 * One request's own profile: by the span that the exemplar names, else by the profiled span found in its trace.
 *
 * Order: the named span first, because it is one cheap query and mostly right; the trace is read only when that finds
 * nothing. Fetching is behind two ports, so this file knows neither Grafana nor rxjs.
 */
import type { DataFrame } from '@grafana/data';
import { findProfileSpan, type ProfileSpanAnswer, type TraceSpan } from '../../correlate/profileSpan';
import type { RequestSelection } from './profileTarget';

export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is known about a request before anything is fetched. */
export interface RequestQuestion {
  readonly traceId: string;
  readonly spanId: string | null;
  /** end of the request; null where only a link names it and no dot in view has its time */
  readonly timeMs: number | null;
  readonly durationMs: number | null;
  /** service on screen, as traces name it; null = any */
  readonly service: string | null;
  /** where to look when the request's time is unknown */
  readonly view: Window;
  readonly nowMs: number;
}

export interface RequestPorts {
  /** The profile of one span; null where the store has no samples of it. */
  queryProfile(spanId: string, window: Window): Promise<DataFrame | null>;
  /** All spans of a trace; null where the trace is not there. Absent where no trace data source is known. */
  queryTrace?(traceId: string, window: Window): Promise<readonly TraceSpan[] | null>;
}

/** Why a request has no profile to show. */
export type EmptyReason =
  /** profiled, but no sample fell into it */
  | { readonly kind: 'no-samples' }
  /** it ended so recently that its profile may still be on the way */
  | { readonly kind: 'too-fresh' }
  /** the span has no samples and nobody can say why: no trace data source */
  | { readonly kind: 'span-unknown' }
  /** the dot names a trace only, and no trace data source is known to find the span */
  | { readonly kind: 'no-trace-source' }
  | { readonly kind: 'trace-not-found' }
  | { readonly kind: 'not-profiled' }
  | { readonly kind: 'other-service'; readonly services: readonly string[] };

export type RequestOutcome =
  | {
      readonly kind: 'ready';
      readonly frame: DataFrame;
      /** what the profile is of */
      readonly selection: RequestSelection;
      readonly durationMs: number | null;
    }
  | { readonly kind: 'empty'; readonly reason: EmptyReason; readonly durationMs: number | null };

/** Profilers push every 10–30 s and label a push by its own time, so the window is wider than the span. */
export const WINDOW_MARGIN_MS = 60_000;
/** Pyroscope refuses longer windows by default (`max-query-length`). */
export const MAX_WINDOW_MS = 24 * 3600_000 - 1000;
/** Store and clocks may lag: the trace is searched in a wider window than the profile. */
export const TRACE_MARGIN_MS = 30 * 60_000;
/** A request that ended this recently may have no profile yet. */
const FRESH_MS = 90_000;

/** The span and a minute on both sides, cut to what a store accepts. */
export function windowAround(startMs: number, endMs: number, marginMs: number): Window {
  const fromMs = Math.floor(startMs - marginMs);
  const toMs = Math.ceil(endMs + marginMs);
  return toMs - fromMs > MAX_WINDOW_MS ? { fromMs: toMs - MAX_WINDOW_MS, toMs } : { fromMs, toMs };
}

const spansOf = (spanId: string): RequestSelection => ({ kind: 'spans', ids: [spanId] });

/** @throws what the ports throw; an answer without samples is an outcome, not an error */
export async function loadRequestProfile(question: RequestQuestion, ports: RequestPorts): Promise<RequestOutcome> {
  const { spanId, traceId, timeMs, durationMs } = question;
  const known = timeMs === null ? null : { startMs: timeMs - (durationMs ?? 0), endMs: timeMs };
  const window = known ? windowAround(known.startMs, known.endMs, WINDOW_MARGIN_MS) : question.view;
  if (spanId !== null) {
    const frame = await ports.queryProfile(spanId, window);
    if (frame !== null) {
      return { kind: 'ready', frame, selection: spansOf(spanId), durationMs };
    }
  }
  const empty = (reason: EmptyReason, duration = durationMs): RequestOutcome => ({
    kind: 'empty',
    reason,
    durationMs: duration,
  });
  if (ports.queryTrace === undefined) {
    return empty(
      spanId === null
        ? { kind: 'no-trace-source' }
        : isFresh(question)
          ? { kind: 'too-fresh' }
          : { kind: 'span-unknown' }
    );
  }
  const traceWindow = known ? windowAround(known.startMs, known.endMs, TRACE_MARGIN_MS) : question.view;
  const spans = await ports.queryTrace(traceId, traceWindow);
  if (spans === null) {
    return empty(isFresh(question) ? { kind: 'too-fresh' } : { kind: 'trace-not-found' });
  }
  const answer = findProfileSpan(spans, {
    spanId,
    service: question.service,
    valueSeconds: durationMs === null ? null : durationMs / 1000,
  });
  if (answer.kind !== 'found') {
    return empty(reasonOf(answer));
  }
  const { span, profileId } = answer;
  const spanDuration = durationMs ?? span.durationMs;
  const spanWindow = windowAround(span.startMs, span.startMs + span.durationMs, WINDOW_MARGIN_MS);
  // Asking the same span in the same window again would only repeat the answer.
  if (profileId !== spanId || known === null) {
    const frame = await ports.queryProfile(profileId, spanWindow);
    if (frame !== null) {
      return { kind: 'ready', frame, selection: spansOf(profileId), durationMs: spanDuration };
    }
  }
  return empty(isFresh(question) ? { kind: 'too-fresh' } : { kind: 'no-samples' }, spanDuration);
}

function reasonOf(answer: Exclude<ProfileSpanAnswer, { kind: 'found' }>): EmptyReason {
  return answer.kind === 'no-spans' ? { kind: 'trace-not-found' } : answer;
}

export function isFresh({ timeMs, nowMs }: Pick<RequestQuestion, 'timeMs' | 'nowMs'>): boolean {
  return timeMs !== null && nowMs - timeMs < FRESH_MS;
}
