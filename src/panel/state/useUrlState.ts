/**
 * The panel's view state, kept in the URL under keys of its own (`viewKey`), so that a link shows what its sender saw and
 * the browser's Back undoes the last action. Values from the URL are untrusted text.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { locationService } from '@grafana/runtime';

export interface UrlValues {
  /** id of the selected row */
  readonly row: string | null;
  /** trace and span id of the request whose own profile is shown */
  readonly trace: string | null;
  readonly span: string | null;
  /** raw self and cum, as pprof counts them */
  readonly raw: boolean;
  /** top-down: entry points that own the selected function, instead of the table */
  readonly down: boolean;
  /** version that is read alone; `all` = all of the window as one; null = the newest with enough samples */
  readonly version: string | null;
  /** what the window is compared with: `before`, `day`, `week`, `off`; null = what the window suggests */
  readonly base: string | null;
  /** rows in order of their change, largest growth first */
  readonly byChange: boolean;
}

export interface UrlState extends UrlValues {
  /** Writes some values; null or false removes the key. One call is one step for Back. */
  update(patch: Partial<UrlValues>): void;
}

const texts = ['row', 'trace', 'span', 'version', 'base'] as const;
const flags = ['raw', 'down', 'byChange'] as const;

/** Nothing selected, nothing set. */
export const noUrlValues: UrlValues = {
  row: null,
  trace: null,
  span: null,
  raw: false,
  down: false,
  version: null,
  base: null,
  byChange: false,
};

function subscribe(onChange: () => void): () => void {
  return locationService.getHistory().listen(onChange);
}

const currentSearch = () => locationService.getLocation().search;

/** @param viewKey  of `viewKey()`: panel id, and what a repeated panel is repeated for */
export function useUrlState(viewKey: string): UrlState {
  const search = useSyncExternalStore(subscribe, currentSearch);
  const values = useMemo<UrlValues>(() => {
    const params = new URLSearchParams(search);
    const read = (key: string) => params.get(`fl-${viewKey}-${key}`) || null;
    return {
      ...noUrlValues,
      ...Object.fromEntries(texts.map((key) => [key, read(key)])),
      ...Object.fromEntries(flags.map((key) => [key, read(key) === '1'])),
    };
  }, [search, viewKey]);

  const update = useCallback(
    (patch: Partial<UrlValues>) => {
      const params: Record<string, string | null> = {};
      for (const key of [...texts, ...flags]) {
        if (key in patch) {
          const value = patch[key];
          params[`fl-${viewKey}-${key}`] = value === true ? '1' : value || null;
        }
      }
      locationService.partial(params);
    },
    [viewKey]
  );
  return useMemo(() => ({ ...values, update }), [values, update]);
}
