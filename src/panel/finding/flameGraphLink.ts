/**
 * Address of Grafana's own flame graph in Explore, for the same query and window.
 *
 * A flame graph takes no focus from outside: search, focus and sandwich are its own state, and no link carries them. So the
 * focus is in the query where the datasource can answer it: ours gives callers and callees of one function as two flame
 * graphs side by side, which together are the sandwich. Grafana's datasource gives the whole profile.
 */
import { selectorsOf, type ProfileTarget } from '../request/profileTarget';

/** Id in the datasource's plugin.json. */
const OUR_DATASOURCE = 'fixlayer-pyroscope-datasource';

/** Whether a link for this target shows one function alone. */
export const canFocus = (target: Pick<ProfileTarget, 'datasource'>): boolean =>
  target.datasource.type === OUR_DATASOURCE;

/**
 * @param appUrl  root of Grafana with its sub path, ending in a slash
 * @param func    full name of the function in focus
 */
export function flameGraphLink(
  appUrl: string,
  target: ProfileTarget,
  func: string,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }
): string {
  const { datasource, profileTypeId, labelSelector } = target;
  const query = (queryType: string, more: object = {}) => ({
    refId: 'A',
    datasource,
    queryType,
    profileTypeId,
    labelSelector,
    ...selectorsOf(target),
    ...more,
  });
  const pane = (query: object) => ({
    datasource: datasource.uid,
    queries: [query],
    range: { from: String(fromMs), to: String(toMs) },
  });
  const panes = canFocus(target)
    ? {
        callers: pane(query('callers', { functionName: func })),
        callees: pane(query('callees', { functionName: func })),
      }
    : { profile: pane(query('profile', { groupBy: [] })) };
  const search = new URLSearchParams({ schemaVersion: '1', panes: JSON.stringify(panes) });
  return `${appUrl}explore?${search}`;
}
