/**
 * Every way a request can fail, as one table: what happened, why, what to do next.
 *
 * Rows are tried in order; the first whose conditions all hold names the error. Texts were recorded against real
 * servers in the storage modes v1, v2 and dual (tests/fixtures/recordings); the tests replay each of them.
 */
import { readFailure, type Failure } from './client/failure';
import { NO_PROFILE_TYPE, PyroscopeError, shorten, type NamedError, type Step } from './pyroscopeError';

interface Row {
  readonly kind: string;
  readonly step: Step;
  readonly when: {
    readonly failure?: Failure['kind'];
    readonly status?: readonly number[];
    readonly text?: RegExp;
  };
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

const SETTINGS = 'the datasource settings';
const REPORT = 'This should not happen: please report it with the text below.';

const rows: readonly Row[] = [
  // No answer of Pyroscope's
  {
    kind: 'html',
    step: 'path',
    when: { failure: 'html' },
    what: 'A web page answered instead of Pyroscope.',
    why: 'The URL leads to a user interface, a sign-in page or a proxy.',
    next: `Set the URL in ${SETTINGS} to the root of Pyroscope's API, such as http://pyroscope:4040.`,
  },
  {
    kind: 'no-answer',
    step: 'reach',
    when: { failure: 'no-answer' },
    what: 'No answer arrived.',
    why: 'The connection to Grafana broke, or the browser is offline.',
    next: 'Check the network and run the query again.',
  },
  {
    kind: 'no-datasource',
    step: 'path',
    when: { status: [404], text: /data source not found/i },
    what: 'Grafana does not know this datasource.',
    why: 'It was deleted, or the panel names another one.',
    next: 'Choose a datasource in the panel.',
  },
  {
    kind: 'no-permission',
    step: 'sign-in',
    when: { status: [403], text: /permission|access denied/i },
    what: 'Grafana does not let you query this datasource.',
    why: 'Your account lacks the permission datasources:query.',
    next: 'Ask an administrator of Grafana for it.',
  },
  {
    kind: 'unreachable',
    step: 'reach',
    when: { status: [502] },
    what: 'Grafana cannot reach Pyroscope.',
    why: 'The server is down, or its address is wrong as seen from Grafana.',
    next: `Check that Pyroscope runs and that the URL in ${SETTINGS} is right.`,
  },
  {
    kind: 'timeout',
    step: 'reach',
    when: { status: [408, 504] },
    what: 'The answer took too long.',
    why: 'The time range holds more profiles than the server can merge in time.',
    next: 'Choose a shorter time range or a narrower label selector.',
  },
  // Who asks
  {
    kind: 'tenant-missing',
    step: 'tenant',
    when: { status: [401], text: /no org id/i },
    what: 'Pyroscope wants a tenant.',
    why: 'The server keeps tenants apart and no X-Scope-OrgID header was sent.',
    next: `Add the header X-Scope-OrgID with your tenant in ${SETTINGS}.`,
  },
  {
    kind: 'sign-in',
    step: 'sign-in',
    when: { status: [401] },
    what: 'Pyroscope did not accept the sign-in.',
    why: 'User, password or token is missing or wrong.',
    next: `Check authentication in ${SETTINGS}.`,
  },
  {
    kind: 'forbidden',
    step: 'sign-in',
    when: { status: [403] },
    what: 'Pyroscope refused access.',
    why: 'The sign-in is valid, but it may not read this tenant or path.',
    next: 'Ask whoever runs Pyroscope for read access.',
  },
  {
    kind: 'tenant-invalid',
    step: 'tenant',
    when: { status: [400], text: /tenant id/i },
    what: 'The tenant is not valid.',
    why: 'X-Scope-OrgID holds a character or a length that Pyroscope refuses.',
    next: `Correct the header in ${SETTINGS}.`,
  },
  // What the query asks
  {
    kind: 'regular-expression',
    step: 'query',
    when: { text: /error parsing regexp: (.*)/i },
    what: 'A regular expression in the label selector cannot be read: {1}.',
    why: 'Pyroscope takes RE2, which has no look-around and no back references.',
    next: 'Correct the value after =~ or !~.',
  },
  {
    kind: 'label-selector',
    step: 'query',
    when: { text: /parse error: (.*)/i },
    what: 'The label selector cannot be read: {1}.',
    why: 'It is not a list of matchers in braces.',
    next: 'Write it like {service_name="checkout"}.',
  },
  {
    ...NO_PROFILE_TYPE,
    step: 'query',
    when: { text: /profile-type selection must be of the form .* got\(\d+\): ""/s },
  },
  {
    kind: 'profile-type',
    step: 'query',
    when: { text: /profile-type selection must be of the form .* got\(\d+\): "(.*)"/s },
    what: 'The profile type “{1}” is not one.',
    why: 'A profile type has five parts, such as process_cpu:cpu:nanoseconds:cpu:nanoseconds.',
    next: 'Choose one from the list.',
  },
  {
    kind: 'range-reversed',
    step: 'query',
    when: { text: /start time is after end/i },
    what: 'The time range ends before it starts.',
    why: 'From and to are the wrong way round.',
    next: 'Correct the time range.',
  },
  {
    kind: 'range-missing',
    step: 'query',
    when: { text: /missing time range/i },
    what: 'The query has no time range.',
    why: 'From and to are empty.',
    next: 'Choose a time range.',
  },
  {
    kind: 'range-too-long',
    step: 'query',
    when: { text: /max_query_length, actual: (\S+), limit: (\S+)\)/i },
    what: 'The time range is too long: {1}.',
    why: 'This server reads at most {2} at once.',
    next: 'Choose a shorter time range.',
  },
  {
    kind: 'max-nodes-too-large',
    step: 'query',
    when: { text: /max flamegraph nodes limit (\d+) is greater than allowed (\d+)/i },
    what: 'Max nodes {1} is too large.',
    why: 'This server allows at most {2}.',
    next: 'Lower Max nodes in the query options.',
  },
  {
    kind: 'max-nodes-invalid',
    step: 'query',
    when: { text: /max flamegraph nodes limit must be set \(max allowed (\d+)\)/i },
    what: 'Max nodes is not a usable number.',
    why: 'This server allows 1 to {1}.',
    next: 'Correct Max nodes in the query options.',
  },
  {
    kind: 'span-id',
    step: 'query',
    when: { text: /invalid span id/i },
    what: 'A span id is not valid.',
    why: 'A span id has 16 hexadecimal digits.',
    next: 'Correct the span selector.',
  },
  {
    kind: 'trace-id',
    step: 'query',
    when: { text: /invalid trace id/i },
    what: 'A trace id is not valid.',
    why: 'A trace id has 32 hexadecimal digits.',
    next: 'Correct the trace selector.',
  },
  {
    kind: 'profile-id',
    step: 'query',
    when: { text: /invalid uuid/i },
    what: 'A profile id is not valid.',
    why: 'A profile id is a UUID.',
    next: 'Correct the profile selector.',
  },
  {
    kind: 'span-and-trace',
    step: 'query',
    when: { text: /span_selector and trace_id_selector cannot be combined/i },
    what: 'Span ids and trace ids cannot be combined.',
    why: 'Pyroscope takes one or the other.',
    next: 'Remove one of the two selectors.',
  },
  {
    kind: 'step',
    step: 'query',
    when: { text: /step must be/i },
    what: 'The step is too small.',
    why: 'Pyroscope takes steps of at least 1 ms.',
    next: 'Raise the minimum step.',
  },
  {
    kind: 'label-name-missing',
    step: 'query',
    when: { text: /^name is required/i },
    what: 'No label was chosen.',
    why: 'Values can be listed for one label only.',
    next: 'Choose a label.',
  },
  {
    kind: 'heatmap-type',
    step: 'query',
    when: { text: /heatmap query type|span exemplars only/i },
    what: 'The heatmap cannot be read this way.',
    why: 'Its kind and the kind of its exemplars must agree.',
    next: 'Choose spans for both or profiles for both.',
  },
  // What the server can't do
  {
    kind: 'needs-v2',
    step: 'server',
    when: { text: /only supported with the v2 query backend|not available in v1 frontend/i },
    what: 'This server cannot answer that.',
    why: 'It runs with v1 storage, and the request needs v2.',
    next: 'Remove the selector that needs it, or run Pyroscope with -architecture.storage=v2.',
  },
  {
    kind: 'unimplemented',
    step: 'server',
    when: { status: [501] },
    what: 'This server cannot answer that.',
    why: 'Its version does not have the feature.',
    next: 'Update Pyroscope to 2.2 or newer.',
  },
  {
    kind: 'unimplemented',
    step: 'server',
    when: { text: /not implemented|unimplemented/i },
    what: 'This server cannot answer that.',
    why: 'Its version does not have the feature.',
    next: 'Update Pyroscope to 2.2 or newer.',
  },
  {
    kind: 'unknown-method',
    step: 'path',
    when: { status: [404] },
    what: 'The address is not known to the server.',
    why: 'The URL has a wrong path, or the server is not Pyroscope.',
    next: `Set the URL in ${SETTINGS} to the root of Pyroscope's API, such as http://pyroscope:4040.`,
  },
  {
    kind: 'method-refused',
    step: 'path',
    when: { status: [405] },
    what: 'The server refuses to be asked by POST.',
    why: 'A proxy before Pyroscope lets only some requests through, or the server is not Pyroscope.',
    next: 'Let POST through, or correct the URL.',
  },
  {
    kind: 'content-refused',
    step: 'path',
    when: { status: [415] },
    what: 'The server does not take this kind of request.',
    why: 'A proxy changes the content type, or the server is not Pyroscope.',
    next: 'Let application/json and application/proto through, or correct the URL.',
  },
  {
    kind: 'header',
    step: 'path',
    when: { text: /invalid header format/i },
    what: 'Pyroscope refuses a header.',
    why: 'A proxy or a custom header made the Accept header unreadable.',
    next: `Check the custom headers in ${SETTINGS}.`,
  },
  {
    kind: 'request-unreadable',
    step: 'server',
    when: { text: /unmarshal message/i },
    what: 'Pyroscope could not read the request.',
    why: 'A proxy changed it, or this server speaks another version.',
    next: REPORT,
  },
  // How the server is
  {
    kind: 'query-too-long',
    step: 'query',
    when: { status: [414, 431] },
    what: 'The query is too long.',
    why: 'A server on the way limits the length of a request or of its headers.',
    next: `Choose fewer values of a variable or fewer ids, and check the custom headers in ${SETTINGS}.`,
  },
  {
    kind: 'too-large',
    step: 'server',
    when: { status: [413] },
    what: 'The answer or the request is too large.',
    why: 'A limit of the server or of a proxy was passed.',
    next: 'Choose a shorter time range or lower Max nodes.',
  },
  {
    kind: 'too-large',
    step: 'server',
    when: { text: /larger than max|message too large|response.*too large/i },
    what: 'The answer is too large.',
    why: 'A limit of the server was passed.',
    next: 'Choose a shorter time range or lower Max nodes.',
  },
  {
    kind: 'rate-limited',
    step: 'server',
    when: { status: [429] },
    what: 'Pyroscope is asked too often.',
    why: 'A rate limit of the server or tenant was passed.',
    next: 'Wait a moment, or refresh the dashboard less often.',
  },
  {
    kind: 'unavailable',
    step: 'server',
    when: { status: [503] },
    what: 'Pyroscope is not ready.',
    why: 'It is starting, or too busy.',
    next: 'Try again in a minute.',
  },
  {
    kind: 'stopped',
    step: 'server',
    when: { status: [499] },
    what: 'The server stopped the query.',
    why: 'A proxy or the server cancelled it.',
    next: 'Run the query again.',
  },
  {
    kind: 'server-error',
    step: 'server',
    when: { status: [500] },
    what: 'Pyroscope failed.',
    why: 'The server reports an internal error.',
    next: 'Look into the log of Pyroscope.',
  },
  {
    kind: 'refused',
    step: 'query',
    when: { status: [400, 409, 422] },
    what: 'Pyroscope refused the query.',
    why: 'The server gives the reason below.',
    next: 'Correct the query.',
  },
];

const fallback: Row = {
  kind: 'unexpected',
  step: 'server',
  when: {},
  what: 'The query failed.',
  why: 'The answer is none that Pyroscope is known to give.',
  next: REPORT,
};

/** Names what `fetch` threw; an error that has a name keeps it. */
export function nameError(error: unknown): NamedError {
  if (error instanceof PyroscopeError) {
    return error.named;
  }
  const failure = readFailure(error);
  for (const row of rows) {
    const match = matches(row, failure);
    if (match) {
      return named(row, failure, match);
    }
  }
  return named(fallback, failure, []);
}

/** The web page that came with status 200: same name as one that came as an error. */
export function htmlError(status: number): PyroscopeError {
  return new PyroscopeError(named(rows[0], { status, code: '', text: '', kind: 'html' }, []));
}

function matches(row: Row, failure: Failure): readonly string[] | null {
  const { when } = row;
  if (when.failure ? when.failure !== failure.kind : failure.kind !== 'answer') {
    return null;
  }
  if (when.status && !when.status.includes(failure.status ?? 0)) {
    return null;
  }
  return when.text ? when.text.exec(failure.text) : [];
}

function named(row: Row, failure: Failure, match: readonly string[]): NamedError {
  const fill = (text: string) => text.replace(/\{(\d)\}/g, (_, group: string) => shorten(match[Number(group)] ?? ''));
  return {
    kind: row.kind,
    step: row.step,
    status: failure.status,
    what: fill(row.what),
    why: fill(row.why),
    next: fill(row.next),
    said: shorten(failure.text),
  };
}
