/**
 * Pyroscope's `querier.v1` over Grafana's datasource proxy: one method a call, each an Observable that aborts its
 * request when nobody listens any more. How a request gets there (cache, sharing, retries) is the desk's matter. Errors
 * are passed on as thrown; `errors.ts` names them.
 *
 * Facts about the API (int64 as strings, zero fields left out, errors always JSON): docs of Pyroscope's querier.proto.
 */
import { map, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { htmlError } from '../errors';
import { ownError } from '../pyroscopeError';
import type { MergeRequest, RangeMs } from '../types';
import type { AnswerDesk } from './answerDesk';
import { isHtml } from './failure';
import { isRecord } from './json';
import { BrokenMessageError, encodePprofRequest, readPprofAnswer } from './protobuf';
import { mergeBody, selectorsBody } from './requestBodies';
import type { Lane } from './requestSlots';
import type { RawAnswer } from './send';

/** How a call is treated on its way. */
export interface CallOptions {
  /** the window of the request: where the user fixed it and it is long over, the answer may come from the cache */
  readonly range?: RangeMs;
  /** absent = `lookup` */
  readonly lane?: Lane;
}

/** Answers are shared between all who ask the same at the same time: they are not to be changed. */
export class PyroscopeClient {
  constructor(private readonly desk: AnswerDesk) {}

  /**
   * @returns the bytes of an uncompressed pprof, null when the server does not know the format; a copy for each
   *   subscriber, as bytes are handed over to a worker
   */
  pprof(request: MergeRequest): Observable<Uint8Array<ArrayBuffer> | null> {
    return this.desk
      .ask({
        request: { path: pathOf('SelectMergeStacktraces'), body: encodePprofRequest(request) },
        lane: 'profile',
        range: request,
        read: pprofOf,
      })
      .pipe(map((bytes) => bytes && bytes.slice()));
  }

  /** @returns the JSON answer, not narrowed yet: `decodeFlamebearer` checks it */
  flamegraph(request: MergeRequest): Observable<unknown> {
    return this.json(
      'SelectMergeStacktraces',
      { ...mergeBody(request), ...selectorsBody(request) },
      { range: request, lane: 'profile' }
    );
  }

  /** The span call that servers from 1.2 on know. @returns as `flamegraph` */
  spanFlamegraph(request: MergeRequest): Observable<unknown> {
    const body = { ...mergeBody(request), spanSelector: request.spanIds };
    return this.json('SelectMergeSpanProfile', body, { range: request, lane: 'profile' });
  }

  /** @returns ids: `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
  profileTypes(range: RangeMs): Observable<string[]> {
    return this.json('ProfileTypes', { start: range.fromMs, end: range.toMs }, { range }).pipe(
      map((answer) => listOf(answer, 'profileTypes').flatMap(idOf))
    );
  }

  /** @param labelSelector  narrows the list; `{}` = not narrowed */
  labelNames(labelSelector: string, range: RangeMs): Observable<string[]> {
    const body = { ...matchers(labelSelector), start: range.fromMs, end: range.toMs };
    return this.json('LabelNames', body, { range }).pipe(map(namesOf));
  }

  labelValues(name: string, labelSelector: string, range: RangeMs): Observable<string[]> {
    const body = { name, ...matchers(labelSelector), start: range.fromMs, end: range.toMs };
    return this.json('LabelValues', body, { range }).pipe(map(namesOf));
  }

  /** One method of `querier.v1` as JSON. Methods of one query type only stand in files of their own beside this one. */
  json(method: string, body: unknown, options: CallOptions = {}): Observable<Record<string, unknown>> {
    return this.desk.ask({
      request: { path: pathOf(method), body: JSON.stringify(body) },
      lane: options.lane ?? 'lookup',
      range: options.range,
      read: recordOf,
    });
  }
}

function pathOf(method: string): string {
  return `querier.v1.QuerierService/${method}`;
}

/** One selector in one string: the storage modes disagree about several (v2 joins them by and, v1 not always). */
function matchers(labelSelector: string) {
  return labelSelector === '{}' || labelSelector === '' ? {} : { matchers: [labelSelector] };
}

function pprofOf({ status, body }: RawAnswer): Uint8Array | null {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  if (isHtml(start)) {
    throw htmlError(status);
  }
  try {
    return readPprofAnswer(bytes);
  } catch (error) {
    throw error instanceof BrokenMessageError ? unreadable(status, start, error.message) : error;
  }
}

function recordOf({ status, body }: RawAnswer): Record<string, unknown> {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const answer = parseJson(text);
  if (isRecord(answer) && !Array.isArray(answer)) {
    return answer;
  }
  throw isHtml(text)
    ? htmlError(status)
    : unreadable(
        status,
        text,
        t('errors.expected-a-json-object-found', 'expected a JSON object, found {{text}}', { text: found(text) })
      );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function found(text: string): string {
  return text === '' ? 'nothing' : JSON.stringify(text.slice(0, 80));
}

/** Words where bytes or an object should be tell another server; anything else is Pyroscope's answer, cut. */
function unreadable(status: number, start: string, said: string) {
  return /^[A-Za-z][\w .,:!'-]{2,}\s*$/.test(start.slice(0, 200))
    ? plainTextAnswer(status, start)
    : badAnswer(status, said);
}

export function badAnswer(status: number | undefined, said: string) {
  return ownError('bad-answer', {
    step: 'server',
    status,
    what: t('errors.the-answer-cannot-be-read', 'The answer cannot be read.'),
    why: t('errors.it-was-cut-on-the', 'It was cut on the way, or a proxy changed it.'),
    next: t(
      'errors.run-the-query-again-if',
      'Run the query again; if it stays, look at the proxy between Grafana and Pyroscope.'
    ),
    said,
  });
}

function plainTextAnswer(status: number, said: string) {
  return ownError('plain-text', {
    step: 'path',
    status,
    what: t('errors.something-other-than-pyroscope-answered', 'Something other than Pyroscope answered.'),
    why: t('errors.it-sent-plain-text-where', 'It sent plain text where an answer of the API should be.'),
    next: t(
      'errors.set-the-url-in-the',
      "Set the URL in the datasource settings to the root of Pyroscope's API, such as http://pyroscope:4040."
    ),
    said: said.trim(),
  });
}

function listOf(answer: unknown, key: string): unknown[] {
  const list = isRecord(answer) ? answer[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function namesOf(answer: unknown): string[] {
  return listOf(answer, 'names').filter((name): name is string => typeof name === 'string');
}

function idOf(entry: unknown): string[] {
  return isRecord(entry) && typeof entry.ID === 'string' ? [entry.ID] : [];
}
