/**
 * Stands in for Grafana's `getBackendSrv()` over a real connection: bodies are read as the request asks, an error's body
 * too; unsubscribing aborts. After Grafana 12.2, core/utils/fetch.ts and backend_srv.ts.
 */
import type { BackendSrvRequest } from '@grafana/runtime';
import { Observable } from 'rxjs';

/** @param origin  put before the paths of the datasource: `http://127.0.0.1:4040` */
export function httpBackend(origin: string) {
  return {
    fetch: (request: BackendSrvRequest) =>
      new Observable<unknown>((subscriber) => {
        const controller = new AbortController();
        exchange(origin, request, controller.signal).then(
          (response) => {
            subscriber.next(response);
            subscriber.complete();
          },
          (error: unknown) => subscriber.error(error)
        );
        return () => controller.abort();
      }),
  };
}

async function exchange(origin: string, request: BackendSrvRequest, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(origin + request.url, {
    method: request.method,
    headers: request.headers as Record<string, string>,
    body: request.data as BodyInit,
    signal,
  });
  const { status, statusText, headers } = response;
  const data = request.responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
  if (response.ok) {
    return { data, status, statusText, headers, ok: true, config: request };
  }
  const shaped = typeof data === 'string' ? { message: data, error: statusText, response: data } : data;
  throw { status, statusText, data: shaped, config: request };
}
