/** Runs one datasource request and folds its packets into PanelData, as panels receive it. */
import {
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceApi,
  DataTopic,
  LoadingState,
  type PanelData,
  toDataFrame,
} from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { catchError, defer, from, map, merge, type Observable, of, share, takeUntil, timer } from 'rxjs';

/** A query that answers sooner shows no loading state. */
const loadingDelayMs = 200;

function withDefaults(datasource: DataSourceApi, request: DataQueryRequest): DataQueryRequest {
  const defaults = datasource.getDefaultQuery?.(request.app as never) ?? {};
  const targets = request.targets
    .filter((target) => !target.hide)
    .map((target) => ({ ...defaults, ...target }))
    .filter((target) => datasource.filterQuery?.(target) ?? true);
  return { ...request, targets };
}

export function runRequest(
  datasource: DataSourceApi,
  rawRequest: DataQueryRequest,
  queryFunction?: (request: DataQueryRequest) => Observable<DataQueryResponse> | Promise<DataQueryResponse>
): Observable<PanelData> {
  const request = queryFunction ? rawRequest : withDefaults(datasource, rawRequest);
  const empty: PanelData = {
    state: LoadingState.Loading,
    series: [],
    annotations: [],
    request,
    timeRange: request.range,
  };
  if (request.targets.length === 0) {
    return of({ ...empty, state: LoadingState.Done });
  }

  const packets = new Map<string, DataQueryResponse>();
  const fold = (packet: DataQueryResponse): PanelData => {
    packets.set(packet.key ?? 'only', packet);
    const all = [...packets.values()];
    const data = all.flatMap((each) => each.data ?? []);
    // A variable query may answer with plain values, which Scenes turns into options itself.
    const frames: DataFrame[] = queryFunction ? data : data.map((frame) => toDataFrame(frame));
    const isAnnotation = (frame: DataFrame) => frame.meta?.dataTopic === DataTopic.Annotations;
    const errors = all.flatMap((each) => each.errors ?? (each.error ? [each.error] : []));
    return {
      ...empty,
      state: errors.length > 0 ? LoadingState.Error : (packet.state ?? LoadingState.Done),
      series: frames.filter((frame) => !isAnnotation(frame)),
      annotations: frames.filter(isAnnotation),
      ...(errors.length > 0 ? { error: errors[0], errors } : {}),
    };
  };

  const answers = defer(() => from(queryFunction ? queryFunction(request) : datasource.query(request))).pipe(
    map(fold),
    catchError((error) =>
      of<PanelData>(
        error?.cancelled
          ? { ...empty, state: LoadingState.Done }
          : { ...empty, state: LoadingState.Error, error: toDataQueryError(error), errors: [toDataQueryError(error)] }
      )
    ),
    share()
  );
  return merge(
    timer(loadingDelayMs).pipe(
      map(() => empty),
      takeUntil(answers)
    ),
    answers
  );
}
