/**
 * The host's minimal Tempo client: a trace by id → frame `Trace`, a TraceQL search as spans → frame `Spans`, both of the
 * shape that Grafana's own datasource returns to a panel (recorded in Grafana 12.2).
 */
import {
  type DataFrame,
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceInstanceSettings,
  type Field,
  FieldType,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { from, type Observable } from 'rxjs';
import { answerTargets, fetchJson, ServerError } from './http';

interface TempoQuery extends DataQuery {
  readonly query?: string;
  readonly limit?: number;
  readonly spss?: number;
}
interface AnyValue {
  readonly stringValue?: string;
  readonly intValue?: string | number;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
}
interface Attribute {
  readonly key: string;
  readonly value: AnyValue;
}
interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes?: readonly Attribute[];
  readonly status?: { readonly code?: string; readonly message?: string };
}
interface ResourceSpans {
  readonly resource?: { readonly attributes?: readonly Attribute[] };
  readonly scopeSpans?: ReadonlyArray<{
    readonly scope?: { readonly name?: string; readonly version?: string };
    readonly spans?: readonly OtlpSpan[];
  }>;
}
interface FoundSpan {
  readonly spanID: string;
  readonly startTimeUnixNano: string;
  readonly durationNanos: string;
  readonly attributes?: readonly Attribute[];
}
interface FoundTrace {
  readonly traceID: string;
  readonly rootServiceName?: string;
  readonly rootTraceName?: string;
  readonly spanSets?: ReadonlyArray<{ readonly spans: readonly FoundSpan[] }>;
}

const statusCodes: Readonly<Record<string, number>> = { STATUS_CODE_OK: 1, STATUS_CODE_ERROR: 2 };

const field = (name: string, type: FieldType, values: unknown[], config: Field['config'] = {}): Field => ({
  name,
  type,
  config,
  values,
});
const plainValue = ({ stringValue, intValue, doubleValue, boolValue }: AnyValue) =>
  stringValue ?? (intValue === undefined ? undefined : Number(intValue)) ?? doubleValue ?? boolValue ?? '';
const plainTags = (attributes: readonly Attribute[] = []) =>
  attributes.map(({ key, value }) => ({ key, value: plainValue(value) }));

/** OTLP JSON of Tempo carries ids as base64 of their bytes. */
const hexOf = (base64 = '') =>
  Array.from(atob(base64), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
/** Nanoseconds since 1970 as text → milliseconds with fractions (as a double holds them: to a quarter of a microsecond). */
const msOf = (nanos: string) => Number(nanos.slice(0, -6) || 0) + Number(nanos.slice(-6)) / 1e6;

export function traceFrame(refId: string, resourceSpans: readonly ResourceSpans[]): DataFrame {
  const rows = resourceSpans.flatMap(({ resource, scopeSpans = [] }) =>
    scopeSpans.flatMap(({ scope, spans = [] }) =>
      spans.map((span) => ({ span, scope, serviceTags: plainTags(resource?.attributes) }))
    )
  );
  const column = (name: string, type: FieldType, pick: (row: (typeof rows)[number]) => unknown) =>
    field(name, type, rows.map(pick));
  const { string, number, other } = FieldType;
  return {
    name: 'Trace',
    refId,
    length: rows.length,
    meta: { typeVersion: [0, 0], custom: { message: '', partial: false }, preferredVisualisationType: 'trace' },
    fields: [
      column('traceID', string, ({ span }) => hexOf(span.traceId)),
      column('spanID', string, ({ span }) => hexOf(span.spanId)),
      column('parentSpanID', string, ({ span }) => hexOf(span.parentSpanId)),
      column('operationName', string, ({ span }) => span.name),
      column(
        'serviceName',
        string,
        ({ serviceTags }) => serviceTags.find((tag) => tag.key === 'service.name')?.value ?? ''
      ),
      column('kind', string, ({ span }) => (span.kind ?? '').replace('SPAN_KIND_', '').toLowerCase()),
      column('statusCode', number, ({ span }) => statusCodes[span.status?.code ?? ''] ?? 0),
      column('statusMessage', string, ({ span }) => span.status?.message ?? ''),
      column('instrumentationLibraryName', string, ({ scope }) => scope?.name ?? ''),
      column('instrumentationLibraryVersion', string, ({ scope }) => scope?.version ?? ''),
      column('traceState', string, () => ''),
      column('serviceTags', other, ({ serviceTags }) => serviceTags),
      column('startTime', number, ({ span }) => msOf(span.startTimeUnixNano)),
      column(
        'duration',
        number,
        ({ span }) => Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6
      ),
      column('logs', other, () => null),
      column('references', other, () => null),
      column('tags', other, ({ span }) => plainTags(span.attributes)),
    ],
  };
}

export function spansFrame(
  traces: readonly FoundTrace[],
  datasource: { readonly uid: string; readonly name: string }
): DataFrame {
  const rows = traces.flatMap((trace) =>
    (trace.spanSets ?? []).flatMap(({ spans }) => spans.map((span) => ({ trace, span })))
  );
  const keys = [...new Set(rows.flatMap(({ span }) => (span.attributes ?? []).map(({ key }) => key)))]
    .filter((key) => key !== 'name')
    .sort();
  const attribute = (span: FoundSpan, key: string) => {
    const found = span.attributes?.find((each) => each.key === key);
    return found ? plainValue(found.value) : null;
  };
  const column = (
    name: string,
    type: FieldType,
    pick: (row: (typeof rows)[number]) => unknown,
    config: Field['config']
  ) => field(name, type, rows.map(pick), config);
  const { string, number, time } = FieldType;
  const query = { query: '${__data.fields.traceIdHidden}', queryType: 'traceql' };
  const internal = {
    datasourceUid: datasource.uid,
    datasourceName: datasource.name,
    query: query as never,
    panelsState: { trace: { spanId: '${__value.raw}' } },
  };
  return {
    name: 'Spans',
    refId: 'traces',
    length: rows.length,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      column('traceIdHidden', string, ({ trace }) => trace.traceID, { custom: { hidden: true } }),
      column('traceService', string, ({ trace }) => trace.rootServiceName ?? '', {
        displayNameFromDS: 'Trace Service',
      }),
      column('traceName', string, ({ trace }) => trace.rootTraceName ?? '', { displayNameFromDS: 'Trace Name' }),
      column('spanID', string, ({ span }) => span.spanID, {
        displayNameFromDS: 'Span ID',
        links: [{ title: 'Span: ${__value.raw}', url: '', internal }],
      }),
      column('time', time, ({ span }) => msOf(span.startTimeUnixNano), { displayNameFromDS: 'Start time' }),
      column('name', string, ({ span }) => attribute(span, 'name'), {
        displayNameFromDS: 'Name',
        custom: { hidden: true },
      }),
      ...keys.map((key) => column(key, string, ({ span }) => attribute(span, key), { displayNameFromDS: key })),
      column('duration', number, ({ span }) => Number(span.durationNanos), {
        displayNameFromDS: 'Duration',
        unit: 'ns',
      }),
    ],
  };
}

export class TempoDatasource extends DataSourceApi<TempoQuery> {
  private readonly url: string;

  constructor(instance: DataSourceInstanceSettings) {
    super(instance);
    this.url = instance.url ?? '';
  }

  query(request: DataQueryRequest<TempoQuery>): Observable<DataQueryResponse> {
    return from(answerTargets(request.targets, (target) => this.runTarget(target, request)));
  }

  private async runTarget(target: TempoQuery, request: DataQueryRequest<TempoQuery>): Promise<DataFrame[]> {
    const query = getTemplateSrv()
      .replace(target.query ?? '', request.scopedVars)
      .trim();
    if (/^[0-9a-f]{1,32}$/i.test(query)) {
      const { trace } = await fetchJson<{ trace?: { resourceSpans?: ResourceSpans[] } }>(
        `${this.url}/api/v2/traces/${query}`,
        {}
      );
      if (!trace?.resourceSpans?.length) {
        throw new ServerError(`failed to get trace with id: ${query} Status: Not Found`, 404);
      }
      return [traceFrame(target.refId, trace.resourceSpans)];
    }
    const start = Math.floor(request.range.from.valueOf() / 1000);
    const end = Math.ceil(request.range.to.valueOf() / 1000);
    const { traces = [] } = await fetchJson<{ traces?: FoundTrace[] }>(`${this.url}/api/search`, {
      q: query,
      limit: target.limit ?? 20,
      spss: target.spss ?? 3,
      start,
      end,
    });
    return [spansFrame(traces, this)];
  }

  async testDatasource() {
    await fetchJson(`${this.url}/api/echo`, {});
    return { status: 'success', message: 'Tempo answers.' };
  }
}
