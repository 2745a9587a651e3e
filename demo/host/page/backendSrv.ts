/** The part of Grafana's BackendSrv that plugins use: fetch as an Observable, cancelled on unsubscribe or by request id. */
import { type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';

function urlOf({ url, params }: BackendSrvRequest): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) {
        query.append(key, String(item));
      }
    }
  }
  const text = query.toString();
  const absolute = /^https?:/.test(url) || url.startsWith('/') ? url : `/${url}`;
  return text ? `${absolute}${url.includes('?') ? '&' : '?'}${text}` : absolute;
}

function bodyOf({ data }: BackendSrvRequest): { body?: BodyInit; json: boolean } {
  if (data === undefined || data === null) {
    return { json: false };
  }
  const raw =
    typeof data === 'string' ||
    data instanceof Blob ||
    data instanceof FormData ||
    data instanceof URLSearchParams ||
    data instanceof ArrayBuffer ||
    ArrayBuffer.isView(data);
  return raw ? { body: data as BodyInit, json: false } : { body: JSON.stringify(data), json: true };
}

async function readBody(response: Response, type: BackendSrvRequest['responseType']): Promise<unknown> {
  switch (type) {
    case 'arraybuffer':
      return response.arrayBuffer();
    case 'blob':
      return response.blob();
    case 'text':
      return response.text();
    default: {
      const text = await response.text();
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    }
  }
}

/** An error's body is JSON or text whatever type the answer was asked for. */
async function readError(response: Response, config: BackendSrvRequest): Promise<FetchError> {
  const body = await readBody(response, undefined);
  const data = typeof body === 'object' && body !== null ? body : { message: body || response.statusText };
  return { status: response.status, statusText: response.statusText, data, config };
}

const inFlight = new Map<string, AbortController>();

function fetchObservable<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    const { requestId, abortSignal } = config;
    if (requestId) {
      inFlight.get(requestId)?.abort('superseded');
      inFlight.set(requestId, controller);
    }
    abortSignal?.addEventListener('abort', () => controller.abort('aborted'));
    const { body, json } = bodyOf(config);
    const headers = {
      ...(json ? { 'content-type': 'application/json' } : {}),
      'x-grafana-org-id': '1',
      ...config.headers,
    };

    const run = async () => {
      const response = await fetch(urlOf(config), {
        method: config.method ?? 'GET',
        headers,
        body,
        signal: controller.signal,
      });
      if (!response.ok) {
        throw await readError(response, config);
      }
      const data = (await readBody(response, config.responseType)) as T;
      const { status, statusText, ok, redirected, type, url } = response;
      return { data, status, statusText, ok, headers: response.headers, redirected, type, url, config };
    };
    run().then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error) => {
        const cancelled = controller.signal.aborted;
        subscriber.error(
          cancelled || !(error instanceof Error)
            ? cancelled
              ? { status: -1, statusText: 'Request was aborted', data: {}, cancelled: true, config }
              : error
            : { status: 0, statusText: error.message, data: { message: error.message }, message: error.message, config }
        );
      }
    );
    return () => {
      controller.abort('unsubscribed');
      if (requestId && inFlight.get(requestId) === controller) {
        inFlight.delete(requestId);
      }
    };
  });
}

const request = async <T>(config: BackendSrvRequest): Promise<T> =>
  (await lastValueFrom(fetchObservable<T>(config))).data;

export const backendSrv: BackendSrv = {
  fetch: fetchObservable,
  request,
  datasourceRequest: (config) => lastValueFrom(fetchObservable(config)),
  get: (url, params, requestId, options) => request({ ...options, url, params, requestId, method: 'GET' }),
  delete: (url, data, options) => request({ ...options, url, data, method: 'DELETE' }),
  post: (url, data, options) => request({ ...options, url, data, method: 'POST' }),
  patch: (url, data, options) => request({ ...options, url, data, method: 'PATCH' }),
  put: (url, data, options) => request({ ...options, url, data, method: 'PUT' }),
  chunked: () => {
    throw new Error('The host does not stream');
  },
};
