/**
 * Every way a request can fail, as one table by subject (`errors/`): what happened, why, what to do next.
 *
 * Rows are tried in order; the first whose conditions all hold names the error. Texts were recorded against real
 * servers in the storage modes v1, v2 and dual (tests/fixtures/recordings); the tests replay each of them.
 */
import { t } from '../shared/ui/i18n/translate';
import { readFailure, type Failure } from './client/failure';
import { accessErrors } from './errors/accessErrors';
import { queryErrors } from './errors/queryErrors';
import { report, setTheUrl, type Row } from './errors/row';
import { serverErrors } from './errors/serverErrors';
import { PyroscopeError, shorten, type NamedError } from './pyroscopeError';

const webPage = (): Row => ({
  kind: 'html',
  step: 'path',
  when: { failure: 'html' },
  what: t('errors.a-web-page-answered-instead', 'A web page answered instead of Pyroscope.'),
  why: t('errors.the-url-leads-to-a', 'The URL leads to a user interface, a sign-in page or a proxy.'),
  next: setTheUrl(),
});

const rows = (): readonly Row[] => [webPage(), ...accessErrors(), ...queryErrors(), ...serverErrors()];

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
  return new PyroscopeError(named(webPage(), { status, code: '', text: '', kind: 'html' }, []));
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
