/** Plays Tempo 3 over the recorded traces: trace by id, search, and what tells that it is there. */
import type { Dataset } from '../dataset';
import { json, notFound, text, type Answer, type Handler } from '../http';
import { idInRound, NANOS_PER_MS, type Timeline } from '../rounds';
import { readRange, searchTags } from './tags';
import { parseTraceql, TraceqlError, type Field, type FieldValue, type TraceQuery } from './traceql';
import { fieldReader, hexOf, serviceOf, TraceStore, type FlatSpan, type StoredTrace } from './traceStore';

const DEFAULT_LIMIT = 20;
const DEFAULT_SPANS_PER_SPAN_SET = 3;
const MAX_SEARCH_SECONDS = 168 * 3600;

export function tempoHandler(dataset: Dataset, timeline: Timeline): Handler {
  const store = new TraceStore(dataset, timeline);
  return ({ path, query, headers }) => {
    const [, version, id] = /^\/api\/(v2\/)?traces\/([^/]+)$/.exec(path) ?? [];
    if (id !== undefined) {
      return /protobuf/.test(headers.accept ?? '')
        ? refused('traces in protobuf')
        : traceById(store, id, version !== undefined);
    }
    if (/^\/api\/metrics\//.test(path)) {
      return refused(path);
    }
    const tagsAnswer = searchTags(store, timeline, path, query);
    if (tagsAnswer) {
      return tagsAnswer;
    }
    switch (path) {
      case '/api/search':
        return search(store, timeline, query);
      case '/api/echo':
        return text('echo\n');
      case '/api/status/buildinfo':
        return json({ version: '', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: 'go1.26.8' });
      case '/ready':
        return text('ready\n');
      default:
        return notFound();
    }
  };
}

const refused = (what: string): Answer =>
  text(`this stand-in of Tempo does not answer ${what}; a real server does\n`, 501);

function traceById(store: TraceStore, id: string, v2: boolean): Answer {
  const wrong = /[^0-9a-fA-F]/.exec(id);
  if (wrong) {
    return text(
      `trace IDs can only contain hex characters: invalid character '${wrong[0]}' at position ${wrong.index + 1}`,
      400
    );
  }
  if (id.length > 32) {
    return text("trace IDs can't be larger than 128 bits", 400);
  }
  const trace = store.find(id.toLowerCase().padStart(32, '0'));
  if (v2) {
    return json({ trace: trace ? store.toJson(trace) : {}, metrics: {} });
  }
  return trace ? json({ batches: store.toJson(trace).resourceSpans }) : { status: 404 };
}

function search(store: TraceStore, timeline: Timeline, params: URLSearchParams): Answer {
  const [start, end] = [params.get('start'), params.get('end')];
  if (start !== null && end !== null && Number(start) >= Number(end)) {
    return text(`http parameter start must be before end. received start=${start} end=${end}`, 400);
  }
  if (start !== null && end !== null && Number(end) - Number(start) > MAX_SEARCH_SECONDS) {
    return text(`range specified by start and end exceeds 168h0m0s. received start=${start} end=${end}`, 400);
  }
  if (['tags', 'minDuration', 'maxDuration'].some((name) => params.has(name))) {
    return refused('a search by tags');
  }
  const { fromMs, toMs } = readRange(params, timeline);
  const limit = Number(params.get('limit') ?? DEFAULT_LIMIT);
  const spansPerSet = Number(params.get('spss') ?? DEFAULT_SPANS_PER_SPAN_SET);
  let query: TraceQuery;
  try {
    query = parseTraceql(params.get('q') ?? '{}');
  } catch (error) {
    if (error instanceof TraceqlError) {
      return text(error.message, error.status);
    }
    throw error;
  }
  const traces: unknown[] = [];
  for (const trace of store.within(fromMs, toMs)) {
    const matched = trace.spans.filter((span) => query.matches(fieldReader(trace, span)));
    if (matched.length > 0 && traces.length < limit) {
      traces.push(foundTrace(store, trace, matched, query.fields, spansPerSet));
    }
  }
  return json({ traces, metrics: {} });
}

function foundTrace(
  store: TraceStore,
  trace: StoredTrace,
  matched: readonly FlatSpan[],
  fields: readonly Field[],
  spansPerSet: number
): unknown {
  const shiftNs = store.shiftNs(trace.round);
  const spans = matched.slice(0, spansPerSet).map((span) => {
    const read = fieldReader(trace, span);
    const attributes = new Map<string, FieldValue>(fields.filter(isShown).map((field) => [field.name, read(field)]));
    return {
      spanID: idInRound(hexOf(span.span.spanId), trace.round),
      ...(fields.some(({ scope, name }) => scope === null && /^(span:)?name$/.test(name)) && { name: span.span.name }),
      startTimeUnixNano: String(span.startNs + shiftNs),
      durationNanos: String(span.endNs - span.startNs),
      attributes: [...attributes].flatMap(([key, value]) =>
        value === undefined ? [] : [{ key, value: attributeValue(value) }]
      ),
    };
  });
  const spanSet = { spans, matched: matched.length };
  const serviceStats: Record<string, { spanCount: number; errorCount?: number }> = {};
  for (const span of trace.spans) {
    const stats = (serviceStats[serviceOf(span)] ??= { spanCount: 0 });
    stats.spanCount++;
    if (span.span.status?.code === 'STATUS_CODE_ERROR') {
      stats.errorCount = (stats.errorCount ?? 0) + 1;
    }
  }
  return {
    traceID: trace.traceId.replace(/^0+/, ''),
    rootServiceName: serviceOf(trace.root),
    rootTraceName: trace.root.span.name,
    startTimeUnixNano: String(trace.startNs + shiftNs),
    durationMs: Number((trace.endNs - trace.startNs) / NANOS_PER_MS),
    spanSet,
    spanSets: [spanSet],
    serviceStats,
  };
}

/** Of the intrinsic fields only these two come back as attributes. */
const isShown = ({ scope, name }: Field): boolean => scope !== null || /^(span:)?(kind|status)$/.test(name);

function attributeValue(value: Exclude<FieldValue, undefined>): unknown {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'number':
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
}
