/** Addresses in Explore of what the trace data source is asked. */
import { exploreHref } from '../shell/exploreHref';

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** @param uid data source with traces @param query TraceQL */
export function traceSearchHref(uid: string, query: string, window: Window): string {
  const target = {
    refId: 'A',
    queryType: 'traceql',
    query,
    limit: 20,
    tableType: 'traces',
    datasource: { type: 'tempo', uid },
  };
  return exploreHref(target, window);
}

/** One trace. Its source takes an id as a query. */
export function traceHref(uid: string, traceId: string, window: Window): string {
  return exploreHref({ refId: 'A', queryType: 'traceql', query: traceId, datasource: { uid } }, window);
}
