/**
 * Stands in for Grafana's `getBackendSrv()`: answers from a list, keeps every request, and tells which were aborted. It
 * parses bodies and shapes errors as Grafana 12.2 does (core/utils/fetch.ts, backend_srv.ts `processRequestError`).
 */
import type { BackendSrvRequest } from '@grafana/runtime';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { bytesOf, type Recording } from './recordings';

export interface FakeAnswer {
  readonly status: number;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}
/** What a request is met with: an answer, nothing at all, or the browser's own network error. */
export type Reply = FakeAnswer | 'never' | 'network-error' | 'cancelled';

export interface SentRequest extends BackendSrvRequest {
  isAborted: boolean;
}

export class FakeBackend {
  readonly sent: SentRequest[] = [];
  /** what is asked about a profile, or to explain an empty one, apart from the requests that a test counts */
  readonly asides: SentRequest[] = [];

  /** to the question who sent the profiles of a window, and until when */
  arrival: Reply = jsonReply({ series: [] });

  /** @param stats  to `GetProfileStats` */
  constructor(
    private readonly reply: (request: BackendSrvRequest, index: number) => Reply,
    private readonly stats: Reply = jsonReply({ dataIngested: true })
  ) {}

  readonly fetch = (request: BackendSrvRequest): Observable<unknown> =>
    new Observable((subscriber) => {
      const sent: SentRequest = { ...request, isAborted: false };
      const isAside = /\/GetProfileStats$/.test(request.url) || isAboutArrival(request);
      const list = isAside ? this.asides : this.sent;
      list.push(sent);
      let isDone = false;
      const reply = isAboutArrival(request)
        ? this.arrival
        : isAside
          ? this.stats
          : this.reply(request, list.length - 1);
      const subscription = respond(request, reply).subscribe({
        next: (value) => subscriber.next(value),
        error: (error: unknown) => {
          isDone = true;
          subscriber.error(error);
        },
        complete: () => {
          isDone = true;
          subscriber.complete();
        },
      });
      return () => {
        sent.isAborted = !isDone;
        subscription.unsubscribe();
      };
    });

  /** Methods asked, in order: `SelectMergeStacktraces`, … */
  get methods(): string[] {
    return this.sent.map(({ url }) => url.slice(url.lastIndexOf('/') + 1));
  }

  /** Body of a JSON request. */
  json(index: number): Record<string, unknown> {
    return JSON.parse(String(this.sent[index].data)) as Record<string, unknown>;
  }

  /** Body of a protobuf request. */
  async bytes(index: number): Promise<Uint8Array> {
    return readBlob(this.sent[index].data as Blob);
  }
}

function isAboutArrival({ url, data }: BackendSrvRequest): boolean {
  return url.endsWith('/SelectSeries') && typeof data === 'string' && data.includes('"service_instance_id"');
}

export function replyOf({ response }: Recording): FakeAnswer {
  return {
    status: response.status,
    headers: response.headers,
    body: response.bodyBase64 ? bytesOf(response.bodyBase64) : response.body,
  };
}

export function jsonReply(body: unknown, status = 200): FakeAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function respond(request: BackendSrvRequest, reply: Reply): Observable<unknown> {
  if (reply === 'never') {
    return NEVER;
  }
  if (reply === 'network-error') {
    return throwError(() => Object.assign(new TypeError('Failed to fetch'), { data: { message: 'Unexpected error' } }));
  }
  if (reply === 'cancelled') {
    return throwError(() => ({
      type: 'cancelled',
      cancelled: true,
      status: -1,
      statusText: 'Request was aborted',
      data: null,
      config: request,
    }));
  }
  const data = parse(request, reply.body ?? '');
  if (reply.status < 300) {
    return of({
      data,
      status: reply.status,
      ok: true,
      headers: new Map(Object.entries(reply.headers ?? {})),
      config: request,
    });
  }
  const shaped = typeof data === 'string' ? { message: data, error: '', response: data } : data;
  return throwError(() => ({ status: reply.status, statusText: '', data: shaped, config: request }));
}

function parse({ responseType }: BackendSrvRequest, body: string | Uint8Array): unknown {
  if (responseType === 'arraybuffer') {
    return (typeof body === 'string' ? new TextEncoder().encode(body) : body).slice().buffer;
  }
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  if (responseType === 'text') {
    return text;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** jsdom's Blob has no `arrayBuffer()`. */
function readBlob(blob: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error ?? new Error('cannot read'));
    reader.readAsArrayBuffer(blob);
  });
}
