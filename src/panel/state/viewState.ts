/**
 * What panels show, by `viewKey`: what their keys in the URL say, and what was changed since and is not in the URL yet.
 *
 * A change is on screen at once and in the URL after the next paint: a new URL makes Grafana render its whole page, and a
 * click must not wait for that. Values from the URL are untrusted text.
 */
import { locationService } from '@grafana/runtime';
import { afterFrame } from '../shell/afterFrame';

export interface UrlValues {
  /** id of the selected row */
  readonly row: string | null;
  /** trace and span id of the request whose own profile is shown */
  readonly trace: string | null;
  readonly span: string | null;
  /** step of the opened request's ladder: `route`, `trace`; null = its span */
  readonly rung: string | null;
  /** raw self and cum, as pprof counts them */
  readonly raw: boolean;
  /** top-down: entry points that own the selected function, instead of the table */
  readonly down: boolean;
  /** version that is read alone; `all` = all of the window as one; null = the newest with enough samples */
  readonly version: string | null;
  /** what the window is compared with: `before`, `day`, `week`, `off`, a text of `chosenBaseline`; null = what the window suggests */
  readonly base: string | null;
  /** rows in order of their change, largest growth first */
  readonly byChange: boolean;
}

const texts = ['row', 'trace', 'span', 'rung', 'version', 'base'] as const;
const flags = ['raw', 'down', 'byChange'] as const;

/** Nothing selected, nothing set. */
export const noUrlValues: UrlValues = {
  row: null,
  trace: null,
  span: null,
  rung: null,
  raw: false,
  down: false,
  version: null,
  base: null,
  byChange: false,
};

/** view key → what is on its way into the URL; gone with the next paint */
const unwritten = new Map<string, Partial<UrlValues>>();
/** page that the changes were made on */
let unwrittenPath = '';
const watchers = new Set<() => void>();

/** For `useSyncExternalStore`. */
export function watchViews(onChange: () => void): () => void {
  const stopListening = locationService.getHistory().listen(onChange);
  watchers.add(onChange);
  return () => {
    stopListening();
    watchers.delete(onChange);
  };
}

export function readView(viewKey: string): UrlValues {
  const params = new URLSearchParams(locationService.getLocation().search);
  const read = (key: string) => params.get(`fl-${viewKey}-${key}`) || null;
  return {
    ...noUrlValues,
    ...Object.fromEntries(texts.map((key) => [key, read(key)])),
    ...Object.fromEntries(flags.map((key) => [key, read(key) === '1'])),
    ...unwritten.get(viewKey),
  };
}

/** Null or false removes a key. All changes between two paints are one step for Back. */
export function changeView(viewKey: string, patch: Partial<UrlValues>): void {
  const isFirst = unwritten.size === 0;
  unwritten.set(viewKey, { ...unwritten.get(viewKey), ...patch });
  if (isFirst) {
    unwrittenPath = locationService.getLocation().pathname;
    afterFrame(writeUrl);
  }
  watchers.forEach((onChange) => onChange());
}

function writeUrl(): void {
  const params: Record<string, string | null> = {};
  for (const [viewKey, patch] of unwritten) {
    for (const [key, value] of Object.entries(patch)) {
      params[`fl-${viewKey}-${key}`] = value === true ? '1' : value || null;
    }
  }
  unwritten.clear();
  // Another page has been opened meanwhile; its URL is none of ours.
  if (locationService.getLocation().pathname === unwrittenPath) {
    locationService.partial(params);
  }
}
