/**
 * From an exemplar to the span that has a profile.
 *
 * Profilers label samples with the id of the *local root span* (the first span of a request in a process), so the span an
 * exemplar names is often a child of the one that the profile store knows. Every profiled span says so itself, by the
 * attribute `pyroscope.profile.id`; one trace has one such id per service it passes through.
 */

/** Attribute by which a span names its profile. */
export const PROFILE_ID_ATTRIBUTE = 'pyroscope.profile.id';

export interface TraceSpan {
  /** 16 hex digits */
  readonly spanId: string;
  /** null for the root of the trace */
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly name: string;
  readonly startMs: number;
  readonly durationMs: number;
  /** value of the profile attribute as 16 hex digits; null where the span has none */
  readonly profileId: string | null;
}

export interface ProfileSpanQuestion {
  /** the span that the exemplar names; null where it names a trace only */
  readonly spanId: string | null;
  /** service whose profile is on screen; null = any */
  readonly service: string | null;
  /** observed duration: tells the spans of a trace apart where no span is named */
  readonly valueSeconds: number | null;
}

export type ProfileSpanAnswer =
  | { readonly kind: 'found'; readonly profileId: string; readonly span: TraceSpan }
  /** spans of the service exist, none of them is profiled */
  | { readonly kind: 'not-profiled' }
  /** other services of this trace have profiles, this one has not */
  | { readonly kind: 'other-service'; readonly services: readonly string[] }
  | { readonly kind: 'no-spans' };

/**
 * The profiled span for an exemplar: the named span itself or its nearest profiled ancestor *within its service*; without
 * a named span, or when the trace does not hold it, the profiled span of the service whose duration is closest to the
 * observed one (OpenTelemetry: the metric's value is the server span's duration). O(spans).
 */
export function findProfileSpan(spans: readonly TraceSpan[], question: ProfileSpanQuestion): ProfileSpanAnswer {
  if (spans.length === 0) {
    return { kind: 'no-spans' };
  }
  const climbed = question.spanId === null ? null : climbToProfile(spans, question.spanId, question.service);
  const span = climbed ?? closestInDuration(profiledSpans(spans, question.service), question.valueSeconds);
  if (span !== null && span.profileId !== null) {
    return { kind: 'found', profileId: span.profileId, span };
  }
  const services = [...new Set(profiledSpans(spans, null).map((profiled) => profiled.service))].sort();
  return services.length === 0 ? { kind: 'not-profiled' } : { kind: 'other-service', services };
}

function climbToProfile(spans: readonly TraceSpan[], spanId: string, service: string | null): TraceSpan | null {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const start = byId.get(spanId);
  if (start === undefined || (service !== null && start.service !== service)) {
    return null;
  }
  // A broken trace may hold a cycle of parents; each span is visited once.
  const visited = new Set<string>();
  let span: TraceSpan | undefined = start;
  while (span !== undefined && span.service === start.service && !visited.has(span.spanId)) {
    if (span.profileId !== null) {
      return span;
    }
    visited.add(span.spanId);
    span = span.parentSpanId === null ? undefined : byId.get(span.parentSpanId);
  }
  return null;
}

function profiledSpans(spans: readonly TraceSpan[], service: string | null): TraceSpan[] {
  return spans.filter((span) => span.profileId !== null && (service === null || span.service === service));
}

function closestInDuration(spans: readonly TraceSpan[], valueSeconds: number | null): TraceSpan | null {
  // Without a duration the longest span is the request itself.
  const distance = (span: TraceSpan) =>
    valueSeconds === null ? -span.durationMs : Math.abs(span.durationMs - valueSeconds * 1000);
  return spans.reduce<TraceSpan | null>(
    (best, span) => (best === null || distance(span) < distance(best) ? span : best),
    null
  );
}
