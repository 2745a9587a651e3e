/** One GET or form POST through the host's proxy, with a server's error turned into the message that a user can read. */
import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom, type Observable } from 'rxjs';

export class ServerError extends Error {
  constructor(
    message: string,
    readonly status: number
  ) {
    super(message);
  }
}

interface ErrorBody {
  readonly error?: string;
  readonly message?: string;
}

/** @throws ServerError with the server's own words, or the status text when it sent none (a dead server: "Bad Gateway") */
export async function fetchJson<T>(url: string, params: Record<string, unknown>, options: { readonly form?: boolean } = {}): Promise<T> {
  const request = options.form
    ? {
        url,
        method: 'POST',
        data: new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)])).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }
    : { url, method: 'GET', params };
  try {
    return (await lastValueFrom(getBackendSrv().fetch<T>(request) as Observable<{ data: T }>)).data;
  } catch (error) {
    if (isFetchError<ErrorBody>(error)) {
      throw new ServerError(error.data?.error ?? error.data?.message ?? error.statusText ?? 'Request failed', error.status);
    }
    throw error;
  }
}
