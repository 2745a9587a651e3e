import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  CoreApp,
  type DataQuery,
  type DataQueryRequest,
  type DataSourceApi,
  type PanelData,
  type TimeRange,
} from '@grafana/data';
import { type Subscription } from 'rxjs';
import { runRequest } from '../runRequest';

/** What Explore asks for on a wide screen. */
const MAX_DATA_POINTS = 1000;

/** The latest answer of one query, and a way to run it again; the one before is given up. Null until the first. */
export function useQueryResult(datasource: DataSourceApi, query: DataQuery, range: TimeRange) {
  const [result, setResult] = useState<PanelData | null>(null);
  const running = useRef<Subscription | null>(null);
  const count = useRef(0);
  // An editor changes the query and runs it in one go: it is run when the change has arrived here.
  const latest = useRef(query);
  useLayoutEffect(() => {
    latest.current = query;
  });

  const run = useCallback(() => {
    running.current?.unsubscribe();
    setTimeout(() => {
      running.current?.unsubscribe();
      running.current = runRequest(datasource, requestOf(latest.current, range, ++count.current)).subscribe(setResult);
    });
  }, [datasource, range]);

  useEffect(() => {
    run();
    return () => running.current?.unsubscribe();
  }, [run]);
  return { result, run };
}

function requestOf(query: DataQuery, range: TimeRange, count: number): DataQueryRequest {
  const intervalMs = Math.max(1000, Math.round((range.to.valueOf() - range.from.valueOf()) / MAX_DATA_POINTS));
  return {
    app: CoreApp.Explore,
    requestId: `explore-${count}`,
    interval: `${Math.round(intervalMs / 1000)}s`,
    intervalMs,
    maxDataPoints: MAX_DATA_POINTS,
    range,
    rangeRaw: range.raw,
    scopedVars: {},
    targets: [query],
    timezone: 'browser',
    startTime: Date.now(),
  } as DataQueryRequest;
}
