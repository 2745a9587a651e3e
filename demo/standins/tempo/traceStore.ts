/** Holds the recorded traces and gives each round its own: shifted times, ids of the round. */
import type { Attribute, Dataset, RecordedSpan, RecordedTrace } from '../dataset';
import { idInRound, NANOS_PER_MS, type Timeline } from '../rounds';
import type { Field, FieldValue } from './traceql';

/** A span with its resource, times in nanoseconds. */
export interface FlatSpan {
  readonly span: RecordedSpan;
  readonly resource: readonly Attribute[];
  readonly startNs: bigint;
  readonly endNs: bigint;
}

/** One trace of one round. */
export interface StoredTrace {
  readonly recorded: RecordedTrace;
  readonly round: number;
  readonly traceId: string;
  readonly spans: readonly FlatSpan[];
  readonly root: FlatSpan;
  readonly startNs: bigint;
  readonly endNs: bigint;
}

type Resident = Omit<StoredTrace, 'round' | 'traceId'>;

/** Attributes whose text is a span id. */
const ID_ATTRIBUTE = 'pyroscope.profile.id';

export class TraceStore {
  private readonly traces: readonly Resident[];
  private readonly byHead = new Map<string, Resident>();

  constructor(
    dataset: Dataset,
    private readonly timeline: Timeline
  ) {
    this.traces = dataset.traces.map(flatten).filter(({ startNs }) => timeline.holds(msOf(startNs)));
    for (const trace of this.traces) {
      this.byHead.set(trace.recorded.traceId.slice(0, 24), trace);
    }
  }

  /** @param traceId 32 hex digits in lower case */
  find(traceId: string): StoredTrace | null {
    const trace = this.byHead.get(traceId.slice(0, 24));
    if (!trace) {
      return null;
    }
    const round = (Number.parseInt(traceId.slice(24), 16) ^ Number.parseInt(trace.recorded.traceId.slice(24), 16)) | 0;
    const startMs = msOf(trace.startNs) + this.timeline.shiftMs(round);
    const exists = this.timeline.roundsWithin(startMs, startMs).includes(round);
    return exists && this.isOver(trace, round) ? { ...trace, round, traceId } : null;
  }

  /** Traces that touch the range, latest first. */
  within(fromMs: number, toMs: number): StoredTrace[] {
    return this.timeline
      .roundsWithin(fromMs, toMs)
      .flatMap((round) => {
        const shiftMs = this.timeline.shiftMs(round);
        return this.traces
          .filter(
            (trace) =>
              msOf(trace.startNs) + shiftMs <= toMs &&
              msOf(trace.endNs) + shiftMs >= fromMs &&
              this.isOver(trace, round)
          )
          .map((trace) => ({ ...trace, round, traceId: idInRound(trace.recorded.traceId, round) }));
      })
      .sort((a, b) => this.startMs(b) - this.startMs(a));
  }

  /** The trace as OTLP JSON with the times and ids of its round. */
  toJson({ recorded, round }: StoredTrace): RecordedTrace['trace'] {
    const shiftNs = this.shiftNs(round);
    return JSON.parse(JSON.stringify(recorded.trace), (key, value: unknown) => {
      if (/TimeUnixNano$|^timeUnixNano$/.test(key)) {
        return String(BigInt(value as string) + shiftNs);
      }
      if (key === 'traceId' || key === 'spanId' || key === 'parentSpanId') {
        return Buffer.from(idInRound(hexOf(value as string), round), 'hex').toString('base64');
      }
      return isIdAttribute(value)
        ? { key: value.key, value: { stringValue: idInRound(value.value.stringValue, round) } }
        : value;
    }) as RecordedTrace['trace'];
  }

  shiftNs(round: number): bigint {
    return BigInt(this.timeline.shiftMs(round)) * NANOS_PER_MS;
  }

  private startMs({ startNs, round }: StoredTrace): number {
    return msOf(startNs) + this.timeline.shiftMs(round);
  }

  private isOver({ endNs }: Resident, round: number): boolean {
    return msOf(endNs) + this.timeline.shiftMs(round) <= this.timeline.nowMs();
  }
}

function isIdAttribute(value: unknown): value is { key: string; value: { stringValue: string } } {
  const attribute = value as Attribute | null;
  return attribute?.key === ID_ATTRIBUTE && /^[0-9a-f]{16}$/.test(attribute.value?.stringValue ?? '');
}

function flatten(recorded: RecordedTrace): Resident {
  const spans = recorded.trace.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        span,
        resource: resource?.attributes ?? [],
        startNs: BigInt(span.startTimeUnixNano),
        endNs: BigInt(span.endTimeUnixNano),
      }))
    )
  );
  const startNs = spans.reduce((min, span) => (span.startNs < min ? span.startNs : min), spans[0]!.startNs);
  const endNs = spans.reduce((max, span) => (span.endNs > max ? span.endNs : max), spans[0]!.endNs);
  return { recorded, spans, root: spans.find(({ span }) => !span.parentSpanId) ?? spans[0]!, startNs, endNs };
}

const msOf = (ns: bigint): number => Number(ns / NANOS_PER_MS);
export const hexOf = (base64: string): string => Buffer.from(base64, 'base64').toString('hex');

const WORDS: Readonly<Record<string, string>> = { SPAN_KIND_UNSPECIFIED: 'unspecified', STATUS_CODE_UNSET: 'unset' };
const wordOf = (name: string, prefix: string): string => WORDS[name] ?? name.replace(prefix, '').toLowerCase();

/** @returns a reader of the span's fields, as TraceQL names them */
export function fieldReader(
  trace: StoredTrace,
  { span, resource, startNs, endNs }: FlatSpan
): (field: Field) => FieldValue {
  const attributes = (list: readonly Attribute[] | undefined, name: string): FieldValue => {
    const found = list?.find(({ key }) => key === name);
    const value = found && valueOf(found);
    return isIdAttribute(found) ? idInRound(found.value.stringValue, trace.round) : value;
  };
  return ({ scope, name }) => {
    switch (scope) {
      case 'span':
        return attributes(span.attributes, name);
      case 'resource':
        return attributes(resource, name);
      case 'any':
        return attributes(span.attributes, name) ?? attributes(resource, name);
      case null:
        return intrinsic(name.replace(/^span:/, ''));
    }
  };
  function intrinsic(name: string): FieldValue {
    switch (name) {
      case 'duration':
        return Number(endNs - startNs);
      case 'name':
        return span.name;
      case 'kind':
        return wordOf(span.kind ?? 'SPAN_KIND_UNSPECIFIED', 'SPAN_KIND_');
      case 'status':
        return wordOf(span.status?.code ?? 'STATUS_CODE_UNSET', 'STATUS_CODE_');
      case 'statusMessage':
        return span.status?.message ?? '';
      case 'id':
        return idInRound(hexOf(span.spanId), trace.round);
      case 'trace:id':
        return trace.traceId;
      case 'traceDuration':
      case 'trace:duration':
        return Number(trace.endNs - trace.startNs);
      case 'rootName':
      case 'trace:rootName':
        return trace.root.span.name;
      case 'rootServiceName':
      case 'trace:rootService':
        return serviceOf(trace.root);
      default:
        return undefined;
    }
  }
}

function valueOf({ value }: Attribute): FieldValue {
  return (
    value.stringValue ??
    value.doubleValue ??
    value.boolValue ??
    (value.intValue === undefined ? undefined : Number(value.intValue))
  );
}

export function serviceOf({ resource }: FlatSpan): string {
  return resource.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
}
