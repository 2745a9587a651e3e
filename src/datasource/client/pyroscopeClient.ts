/**
 * Pyroscope's `querier.v1` over Grafana's datasource proxy: one method a call, each an Observable that aborts its
 * request when nobody listens any more. Errors are passed on as thrown; `errors.ts` names them.
 *
 * Facts about the API (int64 as strings, zero fields left out, errors always JSON): docs of Pyroscope's querier.proto.
 */
import { getBackendSrv, type BackendSrvRequest, type FetchResponse } from '@grafana/runtime';
import { map, type Observable } from 'rxjs';
import { htmlError } from '../errors';
import { ownError } from '../pyroscopeError';
import type { MergeRequest, RangeMs } from '../types';
import { isArrayBuffer, isHtml, isRecord } from './failure';
import { BrokenMessageError, encodePprofRequest, readPprofAnswer } from './protobuf';

export class PyroscopeClient {
  /** @param baseUrl  `instanceSettings.url`: the datasource's path in Grafana's proxy */
  constructor(private readonly baseUrl: string) {}

  /** @returns the bytes of an uncompressed pprof, null when the server does not know the format */
  pprof(request: MergeRequest, requestId: string): Observable<Uint8Array | null> {
    return this.post<ArrayBuffer>('SelectMergeStacktraces', {
      data: new Blob([encodePprofRequest(request)]),
      headers: { 'Content-Type': 'application/proto' },
      responseType: 'arraybuffer',
      requestId,
    }).pipe(map(pprofOf));
  }

  /** @returns the JSON answer, not narrowed yet: `decodeFlamebearer` checks it */
  flamegraph(request: MergeRequest, requestId: string): Observable<unknown> {
    return this.json(
      'SelectMergeStacktraces',
      { ...mergeBody(request), ...(request.profileIds.length > 0 && { profileIdSelector: request.profileIds }) },
      requestId
    );
  }

  /** The span call that servers from 1.2 on know. @returns as `flamegraph` */
  spanFlamegraph(request: MergeRequest, requestId: string): Observable<unknown> {
    return this.json('SelectMergeSpanProfile', { ...mergeBody(request), spanSelector: request.spanIds }, requestId);
  }

  /** @returns ids: `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
  profileTypes(range: RangeMs, requestId?: string): Observable<string[]> {
    return this.json('ProfileTypes', { start: range.fromMs, end: range.toMs }, requestId).pipe(
      map((answer) => listOf(answer, 'profileTypes').flatMap(idOf))
    );
  }

  /** @param labelSelector  narrows the list; `{}` = not narrowed */
  labelNames(labelSelector: string, range: RangeMs, requestId?: string): Observable<string[]> {
    return this.json(
      'LabelNames',
      { ...matchers(labelSelector), start: range.fromMs, end: range.toMs },
      requestId
    ).pipe(map(namesOf));
  }

  labelValues(name: string, labelSelector: string, range: RangeMs, requestId?: string): Observable<string[]> {
    return this.json(
      'LabelValues',
      { name, ...matchers(labelSelector), start: range.fromMs, end: range.toMs },
      requestId
    ).pipe(map(namesOf));
  }

  private json(method: string, body: unknown, requestId?: string): Observable<unknown> {
    return this.post<unknown>(method, {
      data: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
      ...(requestId && { requestId }),
    }).pipe(map(recordOf));
  }

  private post<T>(method: string, request: Omit<BackendSrvRequest, 'url'>): Observable<FetchResponse<T>> {
    return getBackendSrv().fetch<T>({
      url: `${this.baseUrl}/querier.v1.QuerierService/${method}`,
      method: 'POST',
      showErrorAlert: false,
      ...request,
    });
  }
}

function mergeBody(request: MergeRequest) {
  return {
    profileTypeID: request.profileTypeId,
    labelSelector: request.labelSelector,
    start: request.fromMs,
    end: request.toMs,
    maxNodes: request.maxNodes,
  };
}

/** One selector in one string: the storage modes disagree about several (v2 joins them by and, v1 not always). */
function matchers(labelSelector: string) {
  return labelSelector === '{}' || labelSelector === '' ? {} : { matchers: [labelSelector] };
}

function pprofOf(response: FetchResponse<ArrayBuffer>): Uint8Array | null {
  const bytes = isArrayBuffer(response.data) ? new Uint8Array(response.data) : new Uint8Array();
  if (bytes[0] === '<'.charCodeAt(0) || isHtml(new TextDecoder().decode(bytes.subarray(0, 200)))) {
    throw htmlError(response.status);
  }
  try {
    return readPprofAnswer(bytes);
  } catch (error) {
    throw error instanceof BrokenMessageError ? badAnswer(response.status, error.message) : error;
  }
}

function recordOf(response: FetchResponse<unknown>): Record<string, unknown> {
  if (isRecord(response.data) && !Array.isArray(response.data)) {
    return response.data;
  }
  if (typeof response.data === 'string' && isHtml(response.data)) {
    throw htmlError(response.status);
  }
  throw badAnswer(
    response.status,
    `expected a JSON object, found ${JSON.stringify(response.data)?.slice(0, 80) ?? 'nothing'}`
  );
}

export function badAnswer(status: number | undefined, said: string) {
  return ownError('bad-answer', {
    step: 'server',
    status,
    what: 'The answer cannot be read.',
    why: 'It was cut on the way, or a proxy changed it.',
    next: 'Run the query again; if it stays, look at the proxy between Grafana and Pyroscope.',
    said,
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
