/**
 * Queries to the Prometheus datasource that is linked in the settings. They go through that datasource as a panel's do,
 * so its sign-in, its headers and its links of exemplars hold.
 */
import {
  CoreApp,
  LoadingState,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import {
  catchError,
  defaultIfEmpty,
  defer,
  filter,
  from,
  last,
  map,
  switchMap,
  throwError,
  type Observable,
} from 'rxjs';
import { t } from '../../shared/ui/i18n/translate';
import { ownError, PyroscopeError } from '../pyroscopeError';

/** As Grafana's Prometheus datasource reads it. */
export interface PromTarget extends DataQuery {
  readonly expr: string;
  readonly range?: boolean;
  readonly instant?: boolean;
  readonly exemplar?: boolean;
  readonly legendFormat?: string;
}

export interface PromAnswer {
  readonly frames: readonly DataFrame[];
  /** refId → what the datasource said */
  readonly errors: ReadonlyMap<string, string>;
}

type Asked = Pick<DataQueryRequest, 'requestId' | 'scopedVars' | 'timezone' | 'startTime'> & {
  readonly range: TimeRange;
  readonly intervalMs: number;
  readonly maxDataPoints: number;
};

/**
 * Unsubscribing aborts the requests.
 * @param uid  of the linked datasource; blank = none
 * @throws PyroscopeError where none is linked, or it is gone (in the stream)
 */
export function queryPrometheus(
  uid: string | undefined,
  targets: readonly PromTarget[],
  asked: Asked
): Observable<PromAnswer> {
  if (!uid) {
    return throwError(() => notLinked());
  }
  return defer(() => from(getDataSourceSrv().get({ uid }))).pipe(
    catchError(() => throwError(() => gone(uid))),
    switchMap((datasource) =>
      from(
        datasource.query({
          ...asked,
          // In Explore Grafana makes a table of an instant answer, which has no labels.
          app: CoreApp.Dashboard,
          interval: `${Math.max(1, Math.round(asked.intervalMs / 1000))}s`,
          targets: targets.map((target) => ({ ...target, datasource: { uid, type: 'prometheus' } })),
        } as DataQueryRequest<DataQuery>)
      )
    ),
    filter(({ state }) => state !== LoadingState.Loading && state !== LoadingState.Streaming),
    defaultIfEmpty<DataQueryResponse, DataQueryResponse>({ data: [] }),
    last(),
    map(answerOf),
    catchError((error: unknown) => throwError(() => (error instanceof PyroscopeError ? error : failed(error))))
  );
}

function answerOf({ data, error, errors }: DataQueryResponse): PromAnswer {
  const all = [...(errors ?? []), ...(error ? [error] : [])];
  const said = new Map(all.map((one) => [one.refId ?? '', one.message ?? one.data?.message ?? one.statusText ?? '']));
  if (said.has('') && data.length === 0) {
    throw failed(new Error(said.get('')));
  }
  return { frames: data as DataFrame[], errors: said };
}

export function notLinked(): PyroscopeError {
  return ownError('prometheus-not-linked', {
    what: t('prometheus.no-prometheus-datasource-is-linked', 'No Prometheus datasource is linked.'),
    why: t(
      'prometheus.requests-errors-and-durations-are',
      'Requests, errors and durations are in metrics, not in profiles.'
    ),
    next: t(
      'prometheus.choose-one-under-linked-datasources',
      'Choose one under Linked datasources in the settings of this datasource.'
    ),
  });
}

function gone(uid: string): PyroscopeError {
  return ownError('prometheus-gone', {
    what: t('prometheus.the-linked-prometheus-datasource-is', 'The linked Prometheus datasource is not there.'),
    why: t(
      'prometheus.grafana-has-no-datasource-with',
      'Grafana has no datasource with the uid “{{uid}}”, or you may not query it.',
      { uid }
    ),
    next: t(
      'prometheus.choose-another-one-under-linked',
      'Choose another one under Linked datasources in the settings of this datasource.'
    ),
  });
}

function failed(error: unknown): PyroscopeError {
  return ownError('prometheus-failed', {
    what: t('prometheus.the-linked-prometheus-datasource-did', 'The linked Prometheus datasource did not answer.'),
    why: t('prometheus.its-own-words-are-below', 'Its own words are below.'),
    next: t('prometheus.run-the-query-in-explore', 'Run the query in Explore on that datasource.'),
    said: error instanceof Error ? error.message : JSON.stringify(error),
  });
}
