/** What the server can't do, and how it is. */
import { t } from '../../shared/ui/i18n/translate';
import { report, setTheUrl, settings, type Row } from './row';

export const serverErrors = (): readonly Row[] => [
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
    next: setTheUrl(),
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
