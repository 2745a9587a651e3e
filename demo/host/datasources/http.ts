/** Requests of the host's clients through its proxy; a failed target says so and leaves the others' frames standing. */
import { type DataFrame, type DataQuery, type DataQueryError, type DataQueryResponse } from '@grafana/data';
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
export async function fetchJson<T>(
  url: string,
  params: Record<string, unknown>,
  options: { readonly form?: boolean } = {}
): Promise<T> {
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
      throw new ServerError(
        error.data?.error ?? error.data?.message ?? error.statusText ?? 'Request failed',
        error.status
      );
    }
    throw error;
  }
}

/** Runs all targets side by side; an error belongs to its target, by refId. */
export async function answerTargets<T extends DataQuery>(
  targets: readonly T[],
  run: (target: T) => Promise<DataFrame[]>
): Promise<DataQueryResponse> {
  const errors: DataQueryError[] = [];
  const frames = await Promise.all(
    targets.map((target) =>
      run(target).catch((error: Error) => {
        errors.push({
          refId: target.refId,
          message: error.message,
          status: error instanceof ServerError ? error.status : undefined,
        });
        return [];
      })
    )
  );
  return { data: frames.flat(), ...(errors.length > 0 ? { errors, error: errors[0] } : {}) };
}
