/** Connect's unary protocol as Pyroscope speaks it: content types, error bodies, reading of JSON and protobuf requests. */
import Pbf from 'pbf';
import { json, type Answer, type StandinRequest } from '../http';
import { compareText, type Labels } from '../promql/labels';
import type { FlameGraph } from './functionTree';

const STATUS = { invalid_argument: 400, unknown: 500, unimplemented: 501 } as const;

/** An error with a code of Connect; its body is JSON whatever the request's codec. */
export class ConnectError extends Error {
  /** @param plain the words alone, without what v2 storage puts before them; v1 nests these in its own message */
  constructor(
    readonly code: keyof typeof STATUS,
    message: string,
    readonly plain: string = message
  ) {
    super(message);
    this.name = 'ConnectError';
  }

  answer(): Answer {
    return json({ code: this.code, message: this.message }, STATUS[this.code]);
  }
}

export const invalid = (message: string, plain?: string): ConnectError =>
  new ConnectError('invalid_argument', message, plain);
/** What the query backend calls an error of its own. */
export const backendError = (message: string, code = 'Unknown'): ConnectError =>
  new ConnectError('unknown', `rpc error: code = ${code} desc = ${message}`, message);
export const refused = (what: string): ConnectError =>
  new ConnectError('unimplemented', `this stand-in of Pyroscope does not answer ${what}; a real server does`);

/** Fields of a request that the stand-in reads, whatever the method. Absent = zero, as in protobuf. */
export interface QuerierRequest {
  readonly profileTypeID: string;
  readonly labelSelector: string;
  readonly start: number;
  readonly end: number;
  readonly maxNodes: number | null;
  readonly format: string;
  readonly name: string;
  readonly step: number;
  readonly exemplarType: string;
  /** of a heatmap */
  readonly queryType: string;
  /** of a series; read by v1 storage alone */
  readonly aggregation: string;
  readonly limit: number;
  readonly matchers: readonly string[];
  readonly labelNames: readonly string[];
  readonly groupBy: readonly string[];
  readonly spanSelector: readonly string[];
  readonly traceIdSelector: readonly string[];
  readonly profileIdSelector: readonly string[];
  /** function names, root first; null = no selector */
  readonly callSite: readonly string[] | null;
  readonly goPgo: boolean;
  /** the two requests of a comparison; null in all others */
  readonly sides: { readonly left: QuerierRequest; readonly right: QuerierRequest } | null;
}

export const FORMATS = [
  'PROFILE_FORMAT_UNSPECIFIED',
  'PROFILE_FORMAT_FLAMEGRAPH',
  'PROFILE_FORMAT_TREE',
  'PROFILE_FORMAT_DOT',
  'PROFILE_FORMAT_PPROF',
] as const;

const INT64_FIELDS = ['start', 'end', 'maxNodes', 'limit'];

/** @throws ConnectError with protojson's words */
export function readJsonRequest(body: string, message: string): QuerierRequest {
  if (body === '') {
    throw invalid('unmarshal message: zero-length payload is not a valid JSON object');
  }
  const fail = (why: string): ConnectError =>
    invalid(`unmarshal message: unmarshal into *${message}: proto:\u00a0${why}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw fail(
      /end of JSON|Unterminated|after property|property name|in JSON at position \d+ \(.*end/.test(
        (error as Error).message
      )
        ? 'unexpected EOF'
        : `syntax error (line 1:1): ${(error as Error).message}`
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw fail('syntax error (line 1:1): unexpected token, expected an object');
  }
  const wrongNumber = (field: string, value: unknown): ConnectError => {
    const text = JSON.stringify(value);
    const column = body.indexOf(text, body.indexOf(`"${field}"`) + field.length + 2) + 1;
    return fail(`(line 1:${column}): invalid value for int64 field ${field}: ${text}`);
  };
  const { left, right } = parsed as Json;
  const request = readFields(parsed as Json, wrongNumber);
  return left === undefined && right === undefined
    ? request
    : {
        ...request,
        sides: {
          left: readFields((left ?? {}) as Json, wrongNumber),
          right: readFields((right ?? {}) as Json, wrongNumber),
        },
      };
}

type Json = Readonly<Record<string, unknown>>;

/** Keys in camel or snake case, as protojson takes both. @throws what `wrongNumber` gives */
function readFields(parsed: Json, wrongNumber: (field: string, value: unknown) => ConnectError): QuerierRequest {
  const given = Object.fromEntries(
    Object.entries(parsed).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ])
  );
  for (const field of INT64_FIELDS) {
    const value = given[field];
    if (
      value !== undefined &&
      value !== null &&
      !Number.isInteger(typeof value === 'string' && value !== '' ? Number(value) : value)
    ) {
      throw wrongNumber(field, value);
    }
  }
  const selector = given['stackTraceSelector'] as { callSite?: Array<{ name?: string }>; goPgo?: unknown } | undefined;
  const format = given['format'];
  return {
    profileTypeID: textOf(given['profileTypeID']),
    labelSelector: textOf(given['labelSelector']),
    start: Number(given['start'] ?? 0),
    end: Number(given['end'] ?? 0),
    maxNodes: given['maxNodes'] === undefined || given['maxNodes'] === null ? null : Number(given['maxNodes']),
    format: typeof format === 'number' ? (FORMATS[format] ?? FORMATS[0]) : textOf(format) || FORMATS[0],
    name: textOf(given['name']),
    step: Number(given['step'] ?? 0),
    exemplarType: textOf(given['exemplarType']),
    queryType: textOf(given['queryType']),
    aggregation: textOf(given['aggregation']),
    limit: Number(given['limit'] ?? 0),
    matchers: textsOf(given['matchers']),
    labelNames: textsOf(given['labelNames']),
    groupBy: textsOf(given['groupBy']),
    spanSelector: textsOf(given['spanSelector']),
    traceIdSelector: textsOf(given['traceIdSelector']),
    profileIdSelector: textsOf(given['profileIdSelector']),
    callSite: selector?.callSite ? selector.callSite.map(({ name }) => name ?? '') : null,
    goPgo: selector?.goPgo !== undefined,
    sides: null,
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** Numbers of the fields of `SelectMergeStacktracesRequest` and `SelectMergeProfileRequest` in querier.proto. */
const PROTO_FIELDS: Readonly<Record<string, ProtoFields>> = {
  SelectMergeStacktraces: {
    1: 'profileTypeID',
    2: 'labelSelector',
    3: 'start',
    4: 'end',
    5: 'maxNodes',
    6: 'format',
    8: 'profileIdSelector',
    10: 'traceIdSelector',
    11: 'spanSelector',
  },
  SelectMergeProfile: {
    1: 'profileTypeID',
    2: 'labelSelector',
    3: 'start',
    4: 'end',
    5: 'maxNodes',
    7: 'profileIdSelector',
    8: 'traceIdSelector',
  },
};

/** @throws ConnectError for a method that nobody asks in protobuf */
export function readProtoRequest(body: Uint8Array, method: string): QuerierRequest {
  const fields = PROTO_FIELDS[method];
  if (!fields) {
    throw refused(`${method} in protobuf`);
  }
  const given: Record<string, unknown> = {};
  try {
    fillRequestInto(given, fields, body, method);
  } catch (error) {
    throw error instanceof ConnectError
      ? error
      : invalid('unmarshal message: proto: cannot parse invalid wire-format data');
  }
  return readJsonRequest(JSON.stringify(given), method);
}

type ProtoFields = Readonly<Record<number, keyof QuerierRequest>>;

function fillRequestInto(given: Record<string, unknown>, fields: ProtoFields, body: Uint8Array, method: string): void {
  new Pbf(body).readFields((tag, _, pbf) => {
    const field = fields[tag];
    if (!field) {
      throw refused(`field ${tag} of ${method} in protobuf`);
    }
    if (field.endsWith('Selector') && field !== 'labelSelector') {
      given[field] = [...((given[field] as string[] | undefined) ?? []), pbf.readString()];
    } else {
      given[field] = field === 'profileTypeID' || field === 'labelSelector' ? pbf.readString() : pbf.readVarint(true);
    }
  }, given);
}

/** `FlameGraph` of querier.proto. */
export function encodeFlameGraph({ names, levels, total, maxSelf }: FlameGraph): Uint8Array {
  const pbf = new Pbf();
  names.forEach((name) => pbf.writeStringField(1, name));
  for (const values of levels) {
    pbf.writeMessage(2, (numbers: readonly number[], level: Pbf) => level.writePackedVarint(1, [...numbers]), values);
  }
  writeNonZero(pbf, 3, total);
  writeNonZero(pbf, 4, maxSelf);
  return pbf.finish();
}

function writeNonZero(pbf: Pbf, field: number, value: number): void {
  if (value !== 0) {
    pbf.writeVarintField(field, value);
  }
}

/** A message whose one field is another message's bytes. */
export function wrapField(field: number, bytes: Uint8Array): Uint8Array {
  const pbf = new Pbf();
  pbf.writeBytesField(field, bytes);
  return pbf.finish();
}

/** How protojson writes a flame graph: 64-bit numbers as text, zeros absent. */
export function flameGraphJson({ names, levels, total, maxSelf }: FlameGraph): unknown {
  return {
    names,
    levels: levels.map((values) => ({ values: values.map(String) })),
    ...(total > 0 && { total: String(total) }),
    ...(maxSelf > 0 && { maxSelf: String(maxSelf) }),
  };
}

/** Labels as the API lists them, by name. */
export function pairs(labels: Labels): Array<{ name: string; value: string }> {
  return Object.entries(labels)
    .map(([name, value]) => ({ name, value }))
    .sort((a, b) => compareText(a.name, b.name));
}

const ACCEPTED = /^application\/(json|proto)(;\s*charset=utf-8)?$/i;

/** Refuses what Connect refuses before a method is called. @returns null to go on */
export function checkTransport({ method, headers }: StandinRequest): Answer | null {
  if (/^\s*;|^\s*$/.test(headers.accept ?? '*/*')) {
    return {
      status: 400,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'Invalid header format: mime: no media type\n',
    };
  }
  if (method !== 'POST') {
    return { status: 405, headers: { allow: 'POST' } };
  }
  return ACCEPTED.test(headers['content-type'] ?? '')
    ? null
    : {
        status: 415,
        headers: { 'accept-post': 'application/json, application/json; charset=utf-8, application/proto' },
      };
}
