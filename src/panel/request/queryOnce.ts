/** One query to a data source of Grafana, outside the panel's own request. */
import {
  LoadingState,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { getDataSourceSrv } from '@grafana/runtime';
import { t } from '../../shared/ui/i18n/translate';
import type { FailedQuery } from './requestMessage';
import { defaultIfEmpty, filter, firstValueFrom, from, fromEvent, map, merge, take, tap, timeout } from 'rxjs';

/** A query that takes longer has hung; a user waits for this one. */
const TIMEOUT_MS = 30_000;

/** What a data source answered instead of frames. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  constructor(
    message: string,
    /** HTTP status; null where there was no answer */
    readonly status: number | null,
    /** name of the data source, for the sentence on screen */
    readonly datasource: string,
    /** what was asked for */
    readonly purpose: 'profile' | 'trace' = 'profile'
  ) {
    super(message);
  }
}

/** Outcome of a query that its owner gave up. */
export class QueryAborted extends Error {
  override readonly name = 'QueryAborted';
}

export interface QueryTarget extends DataQuery {
  readonly datasource: { readonly uid: string; readonly type?: string };
}

/**
 * Frames of one target.
 *
 * @param request  the panel's request without targets and id; its scoped variables and filters apply
 * @param onPart   for an answer that comes in parts: hears them, and the whole is waited for
 * @throws QueryError, QueryAborted
 */
export async function queryOnce(
  target: QueryTarget,
  request: Omit<DataQueryRequest, 'targets'>,
  signal: AbortSignal,
  onPart?: (frames: readonly DataFrame[]) => void
): Promise<readonly DataFrame[]> {
  let name = target.datasource.uid;
  try {
    const datasource = await getDataSourceSrv().get(target.datasource, request.scopedVars);
    name = datasource.name ?? name;
    if (signal.aborted) {
      throw new QueryAborted();
    }
    const answer = datasource.query({ ...request, targets: [target] });
    // Unsubscribing is what cancels the fetch, so an abort ends the stream rather than only ignoring its answer.
    const aborted = fromEvent(signal, 'abort').pipe(
      map((): DataQueryResponse => {
        throw new QueryAborted();
      })
    );
    const response = await firstValueFrom(
      merge(from(answer), aborted).pipe(
        // From one part to the next; without parts, to the answer.
        timeout(TIMEOUT_MS),
        tap(({ state, data }) => state === LoadingState.Streaming && onPart?.(data)),
        filter(
          ({ state }) => state !== LoadingState.Loading && (onPart === undefined || state !== LoadingState.Streaming)
        ),
        take(1),
        defaultIfEmpty<DataQueryResponse, DataQueryResponse>({ data: [] })
      )
    );
    const error = response.errors?.[0] ?? response.error;
    if (error) {
      throw toQueryError(error, name);
    }
    return response.data;
  } catch (error) {
    if (error instanceof QueryAborted || error instanceof QueryError) {
      throw error;
    }
    throw toQueryError(error, name);
  }
}

function toQueryError(error: unknown, datasource: string): QueryError {
  const { message, data, status, statusText, name } = asQueryError(error);
  const timedOut =
    name === 'TimeoutError'
      ? t('request.no-answer-within-s', 'No answer within {{timeoutMs}} s.', { timeoutMs: TIMEOUT_MS / 1000 })
      : undefined;
  const text =
    timedOut ??
    data?.message ??
    message ??
    statusText ??
    t('request.the-data-source-gave-no', 'The data source gave no reason.');
  return new QueryError(text, typeof status === 'number' ? status : null, datasource);
}

function asQueryError(error: unknown): DataQueryError & { readonly name?: string } {
  if (typeof error === 'string') {
    return { message: error };
  }
  return typeof error === 'object' && error !== null ? error : {};
}

/** Any error as the sentence on screen needs it. */
export function asFailedQuery(error: unknown): FailedQuery {
  if (error instanceof QueryError) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  return { message, status: null, datasource: t('request.grafana', 'Grafana'), purpose: 'profile' };
}
