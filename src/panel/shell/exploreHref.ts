/** Address of one query in Explore; Grafana's own format of panes. */
import { locationUtil, urlUtil } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

export function exploreHref(
  target: DataQuery & { readonly datasource: { readonly uid: string }; readonly [key: string]: unknown },
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }
): string {
  const pane = {
    datasource: target.datasource.uid,
    queries: [target],
    range: { from: String(fromMs), to: String(toMs) },
  };
  const params = { schemaVersion: 1, panes: JSON.stringify({ fixlayer: pane }) };
  return locationUtil.assureBaseUrl(urlUtil.renderUrl('/explore', params));
}
