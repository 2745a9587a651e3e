/**
 * One request through Grafana's datasource proxy, with the bounds that nothing else sets: an answer that doesn't come
 * ends in an error instead of a spinner, and one that is too large is refused before anybody parses it.
 *
 * No `requestId` is passed on: by it Grafana would abort an older request of the same id, which another panel may be
 * waiting for as well (see `sharing.ts`). Unsubscribing aborts.
 */
import { getBackendSrv, type FetchResponse } from '@grafana/runtime';
import { map, throwError, timeout, type Observable } from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { askLess } from '../errors/row';
import { ownError } from '../pyroscopeError';
import { isArrayBuffer } from './failure';

export interface RawRequest {
  /** path below the datasource's URL, without a slash in front */
  readonly path: string;
  /** JSON text, or a protobuf message */
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** The body of an answer with status 200 as it came: text where JSON was asked, bytes where protobuf was. */
export interface RawAnswer {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** of the body: bytes, or UTF-16 units of a text (as many as bytes, for names in ASCII) */
  readonly size: number;
}

export type Send = (request: RawRequest) => Observable<RawAnswer>;

export interface SendLimits {
  /** from sending to the last byte */
  readonly timeoutMs: number;
  /** of one answer */
  readonly maxBytes: number;
}

/**
 * A minute: what Pyroscope allows itself (`server.http-server-write-timeout`), twice what Grafana's proxy waits for. The
 * largest profile that can be asked for, 1 048 576 nodes, is 55 MB as JSON and a quarter of that as pprof.
 */
export const SEND_LIMITS: SendLimits = { timeoutMs: 60_000, maxBytes: 128 * 2 ** 20 };

/** @param baseUrl  `instanceSettings.url`: the datasource's path in Grafana's proxy */
export function sendByProxy(baseUrl: string, { timeoutMs, maxBytes }: SendLimits = SEND_LIMITS): Send {
  return ({ path, body }) => {
    const isText = typeof body === 'string';
    return getBackendSrv()
      .fetch<unknown>({
        url: `${baseUrl}/${path}`,
        method: 'POST',
        // A Blob, as Grafana would turn other bytes into form fields.
        data: isText ? body : new Blob([body]),
        headers: { 'Content-Type': isText ? 'application/json' : 'application/proto' },
        // Not 'json': text is measured before it is parsed.
        responseType: isText ? 'text' : 'arraybuffer',
        showErrorAlert: false,
      })
      .pipe(
        timeout({ each: timeoutMs, with: () => throwError(() => silent(timeoutMs)) }),
        map((response) => withinBytes(rawAnswer(response), maxBytes))
      );
  };
}

function rawAnswer({ status, data }: FetchResponse<unknown>): RawAnswer {
  if (isArrayBuffer(data)) {
    return { status, body: new Uint8Array(data), size: data.byteLength };
  }
  const body = typeof data === 'string' ? data : (JSON.stringify(data ?? '') ?? '');
  return { status, body, size: body.length };
}

function withinBytes(answer: RawAnswer, maxBytes: number): RawAnswer {
  if (answer.size <= maxBytes) {
    return answer;
  }
  throw ownError('too-large', {
    step: 'server',
    status: answer.status,
    what: t(
      'errors.the-answer-has-more-than',
      'The answer has {{size}}, more than the {{maxBytes}} that are read here.',
      { size: megabytes(answer.size), maxBytes: megabytes(maxBytes) }
    ),
    why: t('errors.the-browser-would-stall-over', 'The browser would stall over it.'),
    next: t(
      'errors.lower-max-nodes-choose-a',
      'Lower Max nodes, choose a shorter time range or a narrower label selector.'
    ),
  });
}

function silent(timeoutMs: number) {
  return ownError('timeout', {
    step: 'reach',
    what: t('errors.no-complete-answer-came-within', 'No complete answer came within {{timeoutMs}} s.', {
      timeoutMs: timeoutMs / 1000,
    }),
    why: t(
      'errors.the-server-is-too-busy',
      'The server is too busy, the time range holds too much, or a proxy on the way holds the answer back.'
    ),
    next: askLess(),
  });
}

function megabytes(bytes: number): string {
  return t('errors.mib', '{{bytes}} MiB', { bytes: Math.ceil(bytes / 2 ** 20) });
}
