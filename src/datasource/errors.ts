/**
 * Every way a request can fail, as one table: what happened, why, what to do next.
 *
 * Rows are tried in order; the first whose conditions all hold names the error. Texts were recorded against real
 * servers in the storage modes v1, v2 and dual (tests/fixtures/recordings); the tests replay each of them.
 */
import { t } from '../shared/ui/i18n/translate';
import { readFailure, type Failure } from './client/failure';
import { noProfileType, PyroscopeError, shorten, type NamedError, type Step } from './pyroscopeError';

interface Row {
  readonly kind: string;
  readonly step: Step;
  readonly when: {
    readonly failure?: Failure['kind'];
    readonly status?: readonly number[];
    readonly says?: RegExp;
  };
  readonly what: string;
  readonly why: string;
  readonly next: string;
}

const settings = () => t('errors.the-datasource-settings', 'the datasource settings');
const report = () =>
  t('errors.this-should-not-happen-please', 'This should not happen: please report it with the text below.');

const rows = (): readonly Row[] => [
  // No answer of Pyroscope's
  {
    kind: 'html',
    step: 'path',
    when: { failure: 'html' },
    what: t('errors.a-web-page-answered-instead', 'A web page answered instead of Pyroscope.'),
    why: t('errors.the-url-leads-to-a', 'The URL leads to a user interface, a sign-in page or a proxy.'),
    next: t(
      'errors.set-the-url-in-to',
      "Set the URL in {{settings}} to the root of Pyroscope's API, such as http://pyroscope:4040.",
      { settings: settings() }
    ),
  },
  {
    kind: 'no-answer',
    step: 'reach',
    when: { failure: 'no-answer' },
    what: t('errors.no-answer-arrived', 'No answer arrived.'),
    why: t('errors.the-connection-to-grafana-broke', 'The connection to Grafana broke, or the browser is offline.'),
    next: t('errors.check-the-network-and-run', 'Check the network and run the query again.'),
  },
  {
    kind: 'no-datasource',
    step: 'path',
    when: { status: [404], says: /data source not found/i },
    what: t('errors.grafana-does-not-know-this', 'Grafana does not know this datasource.'),
    why: t('errors.it-was-deleted-or-the', 'It was deleted, or the panel names another one.'),
    next: t('errors.choose-a-datasource-in-the', 'Choose a datasource in the panel.'),
  },
  {
    kind: 'no-permission',
    step: 'sign-in',
    when: { status: [403], says: /permission|access denied/i },
    what: t('errors.grafana-does-not-let-you', 'Grafana does not let you query this datasource.'),
    why: t('errors.your-account-lacks-the-permission', 'Your account lacks the permission datasources:query.'),
    next: t('errors.ask-an-administrator-of-grafana', 'Ask an administrator of Grafana for it.'),
  },
  {
    kind: 'unreachable',
    step: 'reach',
    when: { status: [502] },
    what: t('errors.grafana-cannot-reach-pyroscope', 'Grafana cannot reach Pyroscope.'),
    why: t('errors.the-server-is-down-or', 'The server is down, or its address is wrong as seen from Grafana.'),
    next: t(
      'errors.check-that-pyroscope-runs-and',
      'Check that Pyroscope runs and that the URL in {{settings}} is right.',
      { settings: settings() }
    ),
  },
  {
    kind: 'timeout',
    step: 'reach',
    when: { status: [408, 504] },
    what: t('errors.the-answer-took-too-long', 'The answer took too long.'),
    why: t('errors.the-time-range-holds-more', 'The time range holds more profiles than the server can merge in time.'),
    next: t('errors.choose-a-shorter-time-range', 'Choose a shorter time range or a narrower label selector.'),
  },
  // Who asks
  {
    kind: 'tenant-missing',
    step: 'tenant',
    when: { status: [401], says: /no org id/i },
    what: t('errors.pyroscope-wants-a-tenant', 'Pyroscope wants a tenant.'),
    why: t(
      'errors.the-server-keeps-tenants-apart',
      'The server keeps tenants apart and no X-Scope-OrgID header was sent.'
    ),
    next: t('errors.add-the-header-x-scope', 'Add the header X-Scope-OrgID with your tenant in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'sign-in',
    step: 'sign-in',
    when: { status: [401] },
    what: t('errors.pyroscope-did-not-accept-the', 'Pyroscope did not accept the sign-in.'),
    why: t('errors.user-password-or-token-is', 'User, password or token is missing or wrong.'),
    next: t('errors.check-authentication-in', 'Check authentication in {{settings}}.', { settings: settings() }),
  },
  {
    // Grafana's proxy turns a 401 of the server into this 400 and drops its text.
    kind: 'sign-in-or-tenant',
    step: 'sign-in',
    when: { status: [400], says: /authentication to data source failed/i },
    what: t('errors.sign-in-or-tenant', 'Pyroscope did not accept the sign-in, or wants a tenant.'),
    why: t(
      'errors.user-password-token-or-tenant',
      'User, password, token or tenant is missing or wrong; Grafana does not pass on which.'
    ),
    next: t('errors.check-authentication-and-tenant-in', 'Check authentication and tenant in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'forbidden',
    step: 'sign-in',
    when: { status: [403] },
    what: t('errors.pyroscope-refused-access', 'Pyroscope refused access.'),
    why: t('errors.the-sign-in-is-valid', 'The sign-in is valid, but it may not read this tenant or path.'),
    next: t('errors.ask-whoever-runs-pyroscope-for', 'Ask whoever runs Pyroscope for read access.'),
  },
  {
    kind: 'tenant-invalid',
    step: 'tenant',
    when: { status: [400], says: /tenant id/i },
    what: t('errors.the-tenant-is-not-valid', 'The tenant is not valid.'),
    why: t('errors.x-scope-orgid-holds-a', 'X-Scope-OrgID holds a character or a length that Pyroscope refuses.'),
    next: t('errors.correct-the-header-in', 'Correct the header in {{settings}}.', { settings: settings() }),
  },
  // What the query asks
  {
    kind: 'regular-expression',
    step: 'query',
    when: { says: /error parsing regexp: (.*)/i },
    what: t('errors.a-regular-expression-in-the', 'A regular expression in the label selector cannot be read: {1}.'),
    why: t(
      'errors.pyroscope-takes-re2-which-has',
      'Pyroscope takes RE2, which has no look-around and no back references.'
    ),
    next: t('errors.correct-the-value-after-or', 'Correct the value after =~ or !~.'),
  },
  {
    kind: 'label-selector',
    step: 'query',
    when: { says: /parse error: (.*)/i },
    what: t('errors.the-label-selector-cannot-be', 'The label selector cannot be read: {1}.'),
    why: t('errors.it-is-not-a-list', 'It is not a list of matchers in braces.'),
    next: t('errors.write-it-like-service-name', 'Write it like {service_name="checkout"}.'),
  },
  {
    ...noProfileType(),
    step: 'query',
    when: { says: /profile-type selection must be of the form .* got\(\d+\): ""/s },
  },
  {
    kind: 'profile-type',
    step: 'query',
    when: { says: /profile-type selection must be of the form .* got\(\d+\): "(.*)"/s },
    what: t('errors.the-profile-type-1-is', 'The profile type “{1}” is not one.'),
    why: t(
      'errors.a-profile-type-has-five',
      'A profile type has five parts, such as process_cpu:cpu:nanoseconds:cpu:nanoseconds.'
    ),
    next: t('errors.choose-one-from-the-list', 'Choose one from the list.'),
  },
  {
    kind: 'range-reversed',
    step: 'query',
    when: { says: /start time is after end/i },
    what: t('errors.the-time-range-ends-before', 'The time range ends before it starts.'),
    why: t('errors.from-and-to-are-the', 'From and to are the wrong way round.'),
    next: t('errors.correct-the-time-range', 'Correct the time range.'),
  },
  {
    kind: 'range-missing',
    step: 'query',
    when: { says: /missing time range/i },
    what: t('errors.the-query-has-no-time', 'The query has no time range.'),
    why: t('errors.from-and-to-are-empty', 'From and to are empty.'),
    next: t('errors.choose-a-time-range', 'Choose a time range.'),
  },
  {
    kind: 'range-too-long',
    step: 'query',
    when: { says: /max_query_length, actual: (\S+), limit: (\S+)\)/i },
    what: t('errors.the-time-range-is-too', 'The time range is too long: {1}.'),
    why: t('errors.this-server-reads-at-most', 'This server reads at most {2} at once.'),
    next: t('errors.shorter-time-range', 'Choose a shorter time range.'),
  },
  {
    kind: 'max-nodes-too-large',
    step: 'query',
    when: { says: /max flamegraph nodes limit (\d+) is greater than allowed (\d+)/i },
    what: t('errors.max-nodes-1-is-too', 'Max nodes {1} is too large.'),
    why: t('errors.this-server-allows-at-most', 'This server allows at most {2}.'),
    next: t('errors.lower-max-nodes-in-the', 'Lower Max nodes in the query options.'),
  },
  {
    kind: 'max-nodes-invalid',
    step: 'query',
    when: { says: /max flamegraph nodes limit must be set \(max allowed (\d+)\)/i },
    what: t('errors.max-nodes-is-not-a', 'Max nodes is not a usable number.'),
    why: t('errors.this-server-allows-1-to', 'This server allows 1 to {1}.'),
    next: t('errors.correct-max-nodes-in-the', 'Correct Max nodes in the query options.'),
  },
  {
    kind: 'span-id',
    step: 'query',
    when: { says: /invalid span id/i },
    what: t('errors.a-span-id-is-not', 'A span id is not valid.'),
    why: t('errors.a-span-id-has-16', 'A span id has 16 hexadecimal digits.'),
    next: t('errors.correct-the-span-selector', 'Correct the span selector.'),
  },
  {
    kind: 'trace-id',
    step: 'query',
    when: { says: /invalid trace id/i },
    what: t('errors.a-trace-id-is-not', 'A trace id is not valid.'),
    why: t('errors.a-trace-id-has-32', 'A trace id has 32 hexadecimal digits.'),
    next: t('errors.correct-the-trace-selector', 'Correct the trace selector.'),
  },
  {
    kind: 'profile-id',
    step: 'query',
    when: { says: /invalid uuid/i },
    what: t('errors.a-profile-id-is-not', 'A profile id is not valid.'),
    why: t('errors.a-profile-id-is-a', 'A profile id is a UUID.'),
    next: t('errors.correct-the-profile-selector', 'Correct the profile selector.'),
  },
  {
    kind: 'span-and-trace',
    step: 'query',
    when: { says: /span_selector and trace_id_selector cannot be combined/i },
    what: t('errors.span-ids-and-trace-ids', 'Span ids and trace ids cannot be combined.'),
    why: t('errors.pyroscope-takes-one-or-the', 'Pyroscope takes one or the other.'),
    next: t('errors.remove-one-of-the-two', 'Remove one of the two selectors.'),
  },
  {
    kind: 'step',
    step: 'query',
    when: { says: /step must be/i },
    what: t('errors.the-step-is-too-small', 'The step is too small.'),
    why: t('errors.pyroscope-takes-steps-of-at', 'Pyroscope takes steps of at least 1 ms.'),
    next: t('errors.raise-the-minimum-step', 'Raise the minimum step.'),
  },
  {
    kind: 'label-name-missing',
    step: 'query',
    when: { says: /^name is required/i },
    what: t('errors.no-label-was-chosen', 'No label was chosen.'),
    why: t('errors.values-can-be-listed-for', 'Values can be listed for one label only.'),
    next: t('errors.choose-a-label', 'Choose a label.'),
  },
  {
    kind: 'heatmap-type',
    step: 'query',
    when: { says: /heatmap query type|span exemplars only/i },
    what: t('errors.the-heatmap-cannot-be-read', 'The heatmap cannot be read this way.'),
    why: t('errors.its-kind-and-the-kind', 'Its kind and the kind of its exemplars must agree.'),
    next: t('errors.choose-spans-for-both-or', 'Choose spans for both or profiles for both.'),
  },
  // What the server can't do
  {
    kind: 'needs-v2',
    step: 'server',
    when: { says: /only supported with the v2 query backend|not available in v1 frontend/i },
    what: t('errors.this-server-cannot-answer-that', 'This server cannot answer that.'),
    why: t('errors.it-runs-with-v1-storage', 'It runs with v1 storage, and the request needs v2.'),
    next: t(
      'errors.remove-the-selector-that-needs',
      'Remove the selector that needs it, or run Pyroscope with -architecture.storage=v2.'
    ),
  },
  {
    kind: 'unimplemented',
    step: 'server',
    when: { status: [501] },
    what: t('errors.this-server-cannot-answer-that', 'This server cannot answer that.'),
    why: t('errors.its-version-does-not-have', 'Its version does not have the feature.'),
    next: t('errors.update-pyroscope-to-2-2', 'Update Pyroscope to 2.2 or newer.'),
  },
  {
    kind: 'unimplemented',
    step: 'server',
    when: { says: /not implemented|unimplemented/i },
    what: t('errors.this-server-cannot-answer-that', 'This server cannot answer that.'),
    why: t('errors.its-version-does-not-have', 'Its version does not have the feature.'),
    next: t('errors.update-pyroscope-to-2-2', 'Update Pyroscope to 2.2 or newer.'),
  },
  {
    kind: 'unknown-method',
    step: 'path',
    when: { status: [404] },
    what: t('errors.the-address-is-not-known', 'The address is not known to the server.'),
    why: t('errors.the-url-has-a-wrong', 'The URL has a wrong path, or the server is not Pyroscope.'),
    next: t(
      'errors.set-the-url-in-to',
      "Set the URL in {{settings}} to the root of Pyroscope's API, such as http://pyroscope:4040.",
      { settings: settings() }
    ),
  },
  {
    kind: 'method-refused',
    step: 'path',
    when: { status: [405] },
    what: t('errors.the-server-refuses-to-be', 'The server refuses to be asked by POST.'),
    why: t(
      'errors.a-proxy-before-pyroscope-lets',
      'A proxy before Pyroscope lets only some requests through, or the server is not Pyroscope.'
    ),
    next: t('errors.let-post-through-or-correct', 'Let POST through, or correct the URL.'),
  },
  {
    kind: 'content-refused',
    step: 'path',
    when: { status: [415] },
    what: t('errors.the-server-does-not-take', 'The server does not take this kind of request.'),
    why: t('errors.a-proxy-changes-the-content', 'A proxy changes the content type, or the server is not Pyroscope.'),
    next: t(
      'errors.let-application-json-and-application',
      'Let application/json and application/proto through, or correct the URL.'
    ),
  },
  {
    kind: 'header',
    step: 'path',
    when: { says: /invalid header format/i },
    what: t('errors.pyroscope-refuses-a-header', 'Pyroscope refuses a header.'),
    why: t('errors.a-proxy-or-a-custom', 'A proxy or a custom header made the Accept header unreadable.'),
    next: t('errors.check-the-custom-headers-in', 'Check the custom headers in {{settings}}.', {
      settings: settings(),
    }),
  },
  {
    kind: 'request-unreadable',
    step: 'server',
    when: { says: /unmarshal message/i },
    what: t('errors.pyroscope-could-not-read-the', 'Pyroscope could not read the request.'),
    why: t('errors.a-proxy-changed-it-or', 'A proxy changed it, or this server speaks another version.'),
    next: report(),
  },
  // How the server is
  {
    kind: 'query-too-long',
    step: 'query',
    when: { status: [414, 431] },
    what: t('errors.the-query-is-too-long', 'The query is too long.'),
    why: t('errors.a-server-on-the-way', 'A server on the way limits the length of a request or of its headers.'),
    next: t(
      'errors.choose-fewer-values-of-a',
      'Choose fewer values of a variable or fewer ids, and check the custom headers in {{settings}}.',
      { settings: settings() }
    ),
  },
  {
    kind: 'too-large',
    step: 'server',
    when: { status: [413] },
    what: t('errors.the-answer-or-the-request', 'The answer or the request is too large.'),
    why: t('errors.a-limit-of-the-server', 'A limit of the server or of a proxy was passed.'),
    next: t('errors.choose-a-shorter-time-range-or', 'Choose a shorter time range or lower Max nodes.'),
  },
  {
    kind: 'too-large',
    step: 'server',
    when: { says: /larger than max|message too large|response.*too large/i },
    what: t('errors.the-answer-is-too-large', 'The answer is too large.'),
    why: t('errors.a-limit-of-the-server-was', 'A limit of the server was passed.'),
    next: t('errors.choose-a-shorter-time-range-or', 'Choose a shorter time range or lower Max nodes.'),
  },
  {
    kind: 'rate-limited',
    step: 'server',
    when: { status: [429] },
    what: t('errors.pyroscope-is-asked-too-often', 'Pyroscope is asked too often.'),
    why: t('errors.a-rate-limit-of-the', 'A rate limit of the server or tenant was passed.'),
    next: t('errors.wait-a-moment-or-refresh', 'Wait a moment, or refresh the dashboard less often.'),
  },
  {
    kind: 'unavailable',
    step: 'server',
    when: { status: [503] },
    what: t('errors.pyroscope-is-not-ready', 'Pyroscope is not ready.'),
    why: t('errors.it-is-starting-or-too', 'It is starting, or too busy.'),
    next: t('errors.try-again-in-a-minute', 'Try again in a minute.'),
  },
  {
    kind: 'stopped',
    step: 'server',
    when: { status: [499] },
    what: t('errors.the-server-stopped-the-query', 'The server stopped the query.'),
    why: t('errors.a-proxy-or-the-server', 'A proxy or the server cancelled it.'),
    next: t('errors.run-the-query-again', 'Run the query again.'),
  },
  {
    kind: 'server-error',
    step: 'server',
    when: { status: [500] },
    what: t('errors.pyroscope-failed', 'Pyroscope failed.'),
    why: t('errors.the-server-reports-an-internal', 'The server reports an internal error.'),
    next: t('errors.look-into-the-log-of', 'Look into the log of Pyroscope.'),
  },
  {
    kind: 'refused',
    step: 'query',
    when: { status: [400, 409, 422] },
    what: t('errors.pyroscope-refused-the-query', 'Pyroscope refused the query.'),
    why: t('errors.the-server-gives-the-reason', 'The server gives the reason below.'),
    next: t('errors.correct-the-query', 'Correct the query.'),
  },
];

const fallback = (): Row => ({
  kind: 'unexpected',
  step: 'server',
  when: {},
  what: t('errors.the-query-failed', 'The query failed.'),
  why: t('errors.the-answer-is-none-that', 'The answer is none that Pyroscope is known to give.'),
  next: report(),
});

/** Names what `fetch` threw; an error that has a name keeps it. */
export function nameError(error: unknown): NamedError {
  if (error instanceof PyroscopeError) {
    return error.named;
  }
  const failure = readFailure(error);
  for (const row of rows()) {
    const match = matches(row, failure);
    if (match) {
      return named(row, failure, match);
    }
  }
  return named(fallback(), failure, []);
}

/** The web page that came with status 200: same name as one that came as an error. */
export function htmlError(status: number): PyroscopeError {
  return new PyroscopeError(named(rows()[0], { status, code: '', text: '', kind: 'html' }, []));
}

function matches(row: Row, failure: Failure): readonly string[] | null {
  const { when } = row;
  if (when.failure ? when.failure !== failure.kind : failure.kind !== 'answer') {
    return null;
  }
  if (when.status && !when.status.includes(failure.status ?? 0)) {
    return null;
  }
  return when.says ? when.says.exec(failure.text) : [];
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
