/**
 * Traces into Tempo as OTLP JSON. The recording holds what Tempo returned: ids in base64 and names for enums, where
 * OTLP JSON wants hex ids and numbers (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
 */
import type { Dataset, RecordedSpan, RecordedTrace } from '../standins/dataset';
import { post } from './post';
import { shiftNanos } from './shift';

const TRACES_PER_REQUEST = 50;

/** opentelemetry/proto/trace/v1/trace.proto */
const SPAN_KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'].map(
  (name) => `SPAN_KIND_${name}`
);
const STATUS_CODES = ['UNSET', 'OK', 'ERROR'].map((name) => `STATUS_CODE_${name}`);

/** @returns number of traces loaded */
export async function loadTraces(baseUrl: string, dataset: Dataset, shiftMs: number): Promise<number> {
  const { traces } = dataset;
  for (let at = 0; at < traces.length; at += TRACES_PER_REQUEST) {
    const resourceSpans = traces
      .slice(at, at + TRACES_PER_REQUEST)
      .flatMap((trace) => otlpResourceSpans(trace, shiftMs));
    await post({
      server: 'Tempo',
      option: '--tempo',
      url: `${baseUrl}/v1/traces`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ resourceSpans }),
      adviceFor: (status) =>
        status === 404
          ? "--tempo takes the base address of Tempo's OTLP receiver over HTTP, usually port 4318 and not 3200."
          : '',
    });
  }
  return traces.length;
}

export function otlpResourceSpans({ trace }: RecordedTrace, shiftMs: number) {
  return trace.resourceSpans.map((resource) => ({
    ...resource,
    scopeSpans: resource.scopeSpans.map((scope) => ({
      ...scope,
      spans: scope.spans.map((span) => otlpSpan(span, shiftMs)),
    })),
  }));
}

function otlpSpan(span: RecordedSpan, shiftMs: number) {
  return {
    ...span,
    traceId: hexId(span.traceId),
    spanId: hexId(span.spanId),
    ...(span.parentSpanId !== undefined && { parentSpanId: hexId(span.parentSpanId) }),
    kind: enumNumber(SPAN_KINDS, span.kind),
    startTimeUnixNano: shiftNanos(span.startTimeUnixNano, shiftMs),
    endTimeUnixNano: shiftNanos(span.endTimeUnixNano, shiftMs),
    ...(span.events && {
      events: span.events.map((event) => ({
        ...event,
        ...(event.timeUnixNano !== undefined && { timeUnixNano: shiftNanos(event.timeUnixNano, shiftMs) }),
      })),
    }),
    ...(span.status && { status: { ...span.status, code: enumNumber(STATUS_CODES, span.status.code) } }),
  };
}

function hexId(base64: string): string {
  return Buffer.from(base64, 'base64').toString('hex');
}

/** An absent or unknown name is the enum's zero. */
function enumNumber(names: readonly string[], name: string | undefined): number {
  return Math.max(0, names.indexOf(name ?? ''));
}
