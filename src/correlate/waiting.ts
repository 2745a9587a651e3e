/**
 * Can CPU explain why requests are slow? From a few slow requests: which part of their time is CPU, and where the rest is.
 *
 *   CPU share        CPU in the profile of a request's span ÷ duration of that span, median over the requests
 *   where            the span that has the most time of its own (its children left out), by name over all requests
 *
 * A span's own time is work or waiting; a trace does not say which. Work in the service is in the profile, so what a span
 * of the service has beyond *all* CPU of its request is waiting for sure. Time in a span of another service is waiting here.
 */
import { median } from 'simple-statistics';
import { summarizeSlowSpans, type SlowSpan } from '../analysis';
import type { TraceSpan } from './profileSpan';

/** What was read of one slow request. */
export interface SlowRequest {
  /** the exemplar's key */
  readonly key: string;
  /** of the profiled span, else as observed */
  readonly durationMs: number;
  /** 0 where the trace says that the span is profiled and no sample fell into it; null where it has no profile */
  readonly cpuMs: number | null;
  /** the profiled span, else what stands for the request in its service; null where no trace tells */
  readonly span: TraceSpan | null;
  /** of the trace; null where there is none */
  readonly spans: readonly TraceSpan[] | null;
}

/** Where slow requests spend most of their time. */
export interface WhereTimeGoes {
  readonly span: string;
  /** another service than the one asked about; null = the same */
  readonly service: string | null;
  /** the request's own span: no child covers the time */
  readonly isRequest: boolean;
  /** traces read, and those in which this span leads */
  readonly traces: number;
  readonly tracesLed: number;
  readonly medianMs: number;
  /** 0..1 of the request, median */
  readonly shareOfRequest: number;
  /** at least half of what is not CPU is in it, whatever else the request does */
  readonly isWait: boolean;
}

export interface WaitingAnswer {
  /** `few`: too few profiles for a verdict, or no sample in any of them; `unknown`: none of the requests has a profile */
  readonly kind: 'waiting' | 'cpu' | 'few' | 'unknown';
  /** 0..1, above 1 where a request works on several cores; null when unknown */
  readonly cpuShare: number | null;
  /** requests with a profile, and those read */
  readonly profiled: number;
  readonly read: number;
  /** null where no trace was found */
  readonly where: WhereTimeGoes | null;
  readonly requests: readonly SlowRequest[];
}

/** Below this share of CPU a request mostly waits. */
export const MOSTLY_WAITING_BELOW = 0.5;
/** A verdict needs this many requests with a profile, and half of those read. */
const FEWEST_PROFILED = 3;

/** CPU share of one request; null where it has no profile. */
export const cpuShareOf = ({ cpuMs, durationMs }: SlowRequest): number | null =>
  cpuMs === null || durationMs <= 0 ? null : cpuMs / durationMs;

/** O(spans · log spans). */
export function readWaiting(requests: readonly SlowRequest[]): WaitingAnswer {
  const shares = requests.map(cpuShareOf).filter((share) => share !== null);
  const cpuShare = shares.length > 0 ? median(shares) : null;
  return {
    kind: kindOf(requests, cpuShare),
    cpuShare,
    profiled: shares.length,
    read: requests.length,
    where: whereTimeGoes(requests),
    requests,
  };
}

function kindOf(requests: readonly SlowRequest[], cpuShare: number | null): WaitingAnswer['kind'] {
  if (cpuShare === null) {
    return 'unknown';
  }
  // Not one sample in all of them: they wait, or the store does not have their profiles.
  if (!hasEnoughProfiles(requests) || requests.every(({ cpuMs }) => !cpuMs)) {
    return 'few';
  }
  return cpuShare < MOSTLY_WAITING_BELOW ? 'waiting' : 'cpu';
}

function hasEnoughProfiles(requests: readonly SlowRequest[]): boolean {
  const profiled = requests.filter((request) => cpuShareOf(request) !== null).length;
  return profiled >= FEWEST_PROFILED && 2 * profiled >= requests.length;
}

/**
 * The span that stands for a request where none is profiled: the one that the exemplar names, else the topmost of the
 * service (of several calls the one that took as long as observed); null where the trace holds neither. O(spans).
 */
export function requestSpan(
  spans: readonly TraceSpan[],
  { spanId, service, durationMs }: { spanId: string | null; service: string | null; durationMs: number }
): TraceSpan | null {
  const named = spans.find((span) => span.spanId === spanId);
  const own = spans.filter((span) => span.service === service);
  // Traces may call the service by another name than its profiles; then the named span is all there is.
  if (named !== undefined && (named.service === service || own.length === 0)) {
    return named;
  }
  const ids = new Set(own.map((span) => span.spanId));
  const distance = (span: TraceSpan) => Math.abs(span.durationMs - durationMs);
  return own
    .filter(({ parentSpanId }) => parentSpanId === null || !ids.has(parentSpanId))
    .reduce<TraceSpan | null>((best, span) => (best && distance(best) <= distance(span) ? best : span), null);
}

function whereTimeGoes(requests: readonly SlowRequest[]): WhereTimeGoes | null {
  // Without the request's own span nothing tells what is below it and what called the service.
  const traced = requests.flatMap(({ span, spans }) =>
    span === null || spans === null ? [] : [{ span, spans: spansBelow(spans, span) }]
  );
  const [longest] = summarizeSlowSpans(
    traced.map(({ spans }) =>
      spans.map((span) => ({
        id: span.spanId,
        parentId: span.parentSpanId,
        name: nameKey(span),
        startMs: span.startMs,
        endMs: span.startMs + span.durationMs,
      }))
    )
  );
  if (longest === undefined) {
    return null;
  }
  const leading = traced
    .flatMap(({ span: top, spans }) => spans.map((span) => ({ span, top })))
    .find(({ span }) => nameKey(span) === longest.name);
  if (leading === undefined) {
    return null;
  }
  const isRequest = traced.some(({ span }) => nameKey(span) === longest.name);
  const isElsewhere = leading.span.service !== leading.top.service;
  return {
    span: leading.span.name,
    service: isElsewhere ? leading.span.service : null,
    isRequest,
    traces: longest.traces,
    tracesLed: longest.tracesLed,
    medianMs: longest.medianMs,
    shareOfRequest: longest.shareOfRequest,
    isWait: isElsewhere || isWaitForSure(longest, requests),
  };
}

/** Equal names in two services are two spans. */
const nameKey = ({ service, name }: TraceSpan) => JSON.stringify([service, name]);

function isWaitForSure({ medianMs }: SlowSpan, requests: readonly SlowRequest[]): boolean {
  const known = requests.filter(({ cpuMs }) => cpuMs !== null);
  if (!hasEnoughProfiles(requests) || known.every(({ cpuMs }) => cpuMs === 0)) {
    return false;
  }
  const cpuMs = median(known.map((request) => request.cpuMs ?? 0));
  const notCpuMs = median(known.map((request) => request.durationMs - (request.cpuMs ?? 0)));
  return medianMs - cpuMs >= notCpuMs / 2;
}

/** The span and everything below it. A cycle of parents ends. */
function spansBelow(spans: readonly TraceSpan[], top: TraceSpan): readonly TraceSpan[] {
  const children = new Map<string, TraceSpan[]>();
  for (const span of spans) {
    if (span.parentSpanId !== null) {
      children.set(span.parentSpanId, [...(children.get(span.parentSpanId) ?? []), span]);
    }
  }
  const found = new Map([[top.spanId, top]]);
  for (const span of found.values()) {
    for (const child of children.get(span.spanId) ?? []) {
      found.set(child.spanId, child);
    }
  }
  return [...found.values()];
}

/**
 * Which requests stand for the slow ones: evenly over the list, so that neither the worst nor the mildest decide alone;
 * one of each trace, its slowest.
 *
 * @param slow slowest first
 */
export function chooseSlow<Request extends { readonly traceId: string }>(
  slow: readonly Request[],
  count: number
): readonly Request[] {
  const slowestOf = new Map<string, Request>();
  for (const request of slow) {
    if (!slowestOf.has(request.traceId)) {
      slowestOf.set(request.traceId, request);
    }
  }
  const distinct = [...slowestOf.values()];
  if (distinct.length <= count) {
    return distinct;
  }
  return Array.from({ length: count }, (_, at) => distinct[Math.floor(((at + 0.5) * distinct.length) / count)]);
}
