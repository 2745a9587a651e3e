/**
 * Exemplars: metric points that name the request they came from.
 *
 * Every tracer and store spells the two ids in its own way, and Tempo's search trims leading zeros; here they become one
 * form, so that the rest may compare them as strings. What is no id is rejected and counted, never passed on: it would
 * end up in a query.
 */

/** Label names that may carry a trace id, in the order in which they are tried. */
export const TRACE_ID_LABELS = ['trace_id', 'traceID', 'traceId', 'TraceID', 'traceid'] as const;
export const SPAN_ID_LABELS = ['span_id', 'spanID', 'spanId', 'SpanID', 'spanid'] as const;

const TRACE_ID_LENGTH = 32;
const SPAN_ID_LENGTH = 16;

export interface Exemplar {
  /** identity of the request, made of both ids; stable over refreshes */
  readonly key: string;
  /** when the metric was observed: the end of the request */
  readonly timeMs: number;
  /** the observed duration */
  readonly valueSeconds: number;
  /** 32 hex digits, lower case */
  readonly traceId: string;
  /** 16 hex digits, lower case; null where the exemplar names a trace only */
  readonly spanId: string | null;
  /** all other labels (untrusted text) */
  readonly labels: Readonly<Record<string, string>>;
}

/** One exemplar frame as columns of equal length. */
export interface ExemplarColumns {
  readonly timesMs: ArrayLike<unknown>;
  readonly values: ArrayLike<unknown>;
  /** label name → column */
  readonly labels: Readonly<Record<string, ArrayLike<unknown>>>;
  /** what turns `values` into seconds: 1 for seconds, 0.001 for milliseconds */
  readonly secondsPerUnit?: number;
}

export interface ExemplarList {
  /** oldest first, one per trace and span */
  readonly exemplars: readonly Exemplar[];
  /** points without a usable trace id, time or value */
  readonly rejected: number;
}

function hexId(text: unknown, length: number): string | null {
  if (typeof text !== 'string') {
    return null;
  }
  const id = text.trim().toLowerCase();
  if (id === '' || id.length > length || !/^[0-9a-f]+$/.test(id)) {
    return null;
  }
  const padded = id.padStart(length, '0');
  // All zeros is "no id" by the W3C trace context.
  return /^0+$/.test(padded) ? null : padded;
}

/** Trace id as 32 lower-case hex digits, zeros that a store has trimmed put back; null if it is no hex id (base64, text). */
export function normalizeTraceId(text: unknown): string | null {
  return hexId(text, TRACE_ID_LENGTH);
}

/** Span id as 16 lower-case hex digits; null if it is no hex id. */
export function normalizeSpanId(text: unknown): string | null {
  return hexId(text, SPAN_ID_LENGTH);
}

export function exemplarKey(traceId: string, spanId: string | null): string {
  return spanId === null ? traceId : `${traceId}-${spanId}`;
}

function firstId(
  labels: ExemplarColumns['labels'],
  names: readonly string[],
  row: number,
  normalize: (text: unknown) => string | null
): string | null {
  for (const name of names) {
    const id = normalize(labels[name]?.[row]);
    if (id !== null) {
      return id;
    }
  }
  return null;
}

const idLabels: ReadonlySet<string> = new Set([...TRACE_ID_LABELS, ...SPAN_ID_LABELS]);

/**
 * Exemplars of all frames as one list. Queries on one histogram each return the same exemplars (recorded: three targets,
 * three equal frames), and one request is observed by several metrics, so the same trace and span is kept once: the
 * largest value, which is the one of the outermost measurement. Θ(points × labels).
 */
export function buildExemplars(frames: readonly ExemplarColumns[]): ExemplarList {
  const byKey = new Map<string, Exemplar>();
  let rejected = 0;
  for (const { timesMs, values, labels, secondsPerUnit = 1 } of frames) {
    const names = Object.keys(labels).filter((name) => !idLabels.has(name));
    const length = Math.min(timesMs.length, values.length);
    for (let row = 0; row < length; row++) {
      const timeMs = timesMs[row];
      const value = values[row];
      const traceId = firstId(labels, TRACE_ID_LABELS, row, normalizeTraceId);
      if (
        traceId === null ||
        typeof timeMs !== 'number' ||
        !Number.isFinite(timeMs) ||
        typeof value !== 'number' ||
        !Number.isFinite(value)
      ) {
        rejected++;
        continue;
      }
      const spanId = firstId(labels, SPAN_ID_LABELS, row, normalizeSpanId);
      const key = exemplarKey(traceId, spanId);
      const valueSeconds = value * secondsPerUnit;
      const known = byKey.get(key);
      if (known !== undefined && known.valueSeconds >= valueSeconds) {
        continue;
      }
      const rest: Record<string, string> = {};
      for (const name of names) {
        const text = labels[name][row];
        if (typeof text === 'string' && text !== '') {
          rest[name] = text;
        }
      }
      byKey.set(key, { key, timeMs, valueSeconds, traceId, spanId, labels: rest });
    }
  }
  const exemplars = [...byKey.values()].sort((a, b) => a.timeMs - b.timeMs || (a.key < b.key ? -1 : 1));
  return { exemplars, rejected };
}

const ROUTE_LABELS = [
  'http_route',
  'route',
  'http_target',
  'span_name',
  'rpc_method',
  'handler',
  'path',
  'uri',
] as const;
const METHOD_LABELS = ['http_request_method', 'http_method', 'method'] as const;
const STATUS_LABELS = ['http_response_status_code', 'http_status_code', 'status_code', 'status', 'code'] as const;

function firstLabel(labels: Exemplar['labels'], names: readonly string[]): string | null {
  const name = names.find((candidate) => labels[candidate] !== undefined);
  return name === undefined ? null : labels[name];
}

/** What a reader recognises a request by: `POST /checkout` and its status; null where the metric has no such label. */
export function describeRequest(exemplar: Exemplar): { readonly route: string | null; readonly status: string | null } {
  const route = firstLabel(exemplar.labels, ROUTE_LABELS);
  const method = firstLabel(exemplar.labels, METHOD_LABELS);
  return {
    route: route !== null && method !== null && !route.startsWith(method) ? `${method} ${route}` : route,
    status: firstLabel(exemplar.labels, STATUS_LABELS),
  };
}
