/** Address of a search in Explore; Grafana's own format of panes. */
import { locationUtil, urlUtil } from '@grafana/data';

/** @param uid data source with traces @param query TraceQL */
export function traceSearchHref(
  uid: string,
  query: string,
  window: { readonly fromMs: number; readonly toMs: number }
): string {
  const target = {
    refId: 'A',
    queryType: 'traceql',
    query,
    limit: 20,
    tableType: 'traces',
    datasource: { type: 'tempo', uid },
  };
  const pane = {
    datasource: uid,
    queries: [target],
    range: { from: String(window.fromMs), to: String(window.toMs) },
  };
  const params = { schemaVersion: 1, panes: JSON.stringify({ traces: pane }) };
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/explore', params));
}
