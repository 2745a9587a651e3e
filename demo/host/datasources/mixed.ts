/**
 * "-- Mixed --": one panel, several datasources. As in Grafana, the answers come together when the slowest is in, and one
 * failed datasource leaves the others' data standing beside its error.
 */
import {
  type DataQuery,
  type DataQueryRequest,
  type DataQueryResponse,
  DataSourceApi,
  type DataSourceRef,
  LoadingState,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv, toDataQueryError } from '@grafana/runtime';
import { catchError, forkJoin, from, last, map, mergeAll, mergeMap, type Observable, of } from 'rxjs';

export class MixedDatasource extends DataSourceApi {
  query(request: DataQueryRequest): Observable<DataQueryResponse> {
    const groups = new Map<string, { ref: DataSourceRef; targets: DataQuery[] }>();
    for (const target of request.targets) {
      const ref = target.datasource ?? {};
      const uid = getTemplateSrv().replace(ref.uid, request.scopedVars);
      const group = groups.get(uid) ?? { ref: { ...ref, uid }, targets: [] };
      group.targets.push(target);
      groups.set(uid, group);
    }
    const answers = [...groups.values()].map(({ ref, targets }, index) => {
      const requestId = `mixed-${index}-${request.requestId}`;
      return from(getDataSourceSrv().get(ref, request.scopedVars)).pipe(
        mergeMap((datasource) => from(datasource.query({ ...request, requestId, targets }))),
        last(),
        map((response): DataQueryResponse => ({ ...response, key: `mixed-${index}` })),
        catchError((error) => {
          const known = toDataQueryError(error);
          const failed: DataQueryResponse = {
            data: [],
            key: `mixed-${index}`,
            error: { ...known, message: `${ref.uid}: ${known.message ?? 'failed'}` },
          };
          return of(failed);
        })
      );
    });
    if (answers.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    return forkJoin(answers).pipe(
      map((responses) =>
        responses.map((response, index) => ({
          ...response,
          state: index === responses.length - 1 ? LoadingState.Done : LoadingState.Loading,
        }))
      ),
      mergeAll()
    );
  }

  async testDatasource() {
    return { status: 'success', message: '' };
  }
}
