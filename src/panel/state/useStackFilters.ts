/**
 * Stacks that the user hid, or shows alone, in the URL: `fl-7-stacks=hide-fn:regexp.Compile`, one value a filter; of a name
 * that stands in several files `hide-in:["handle","src/a.js"]`.
 * A link may hold anything, so what can't be read is left out and the rest is bounded.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { locationService } from '@grafana/runtime';
import type { StackFilter } from '../../analysis';

export interface StackFilters {
  /** the same array while its content is the same */
  readonly filters: readonly StackFilter[];
  add(filter: StackFilter): void;
  remove(filter: StackFilter): void;
  clear(): void;
}

/** More than this nobody reads, and each is a pass over the profile. */
const MOST_FILTERS = 12;

const codes: Record<StackFilter['by'], string> = { function: 'fn', package: 'pkg', pattern: 're' };

const writeFilter = ({ effect, by, text, file }: StackFilter): string =>
  file === undefined ? `${effect}-${codes[by]}:${text}` : `${effect}-in:${JSON.stringify([text, file])}`;

function readFilter(value: string): StackFilter[] {
  const [, placed, pair] = /^(hide|only)-in:([^]+)$/.exec(value) ?? [];
  if (placed !== undefined) {
    const read = readPair(pair);
    return read === null ? [] : [{ effect: effectOf(placed), by: 'function', text: read[0], file: read[1] }];
  }
  const match = /^(hide|only)-(fn|pkg|re):([^]+)$/.exec(value);
  const by = (Object.keys(codes) as Array<StackFilter['by']>).find((each) => codes[each] === match?.[2]);
  return match && by ? [{ effect: effectOf(match[1]), by, text: match[3] }] : [];
}

const effectOf = (code: string): StackFilter['effect'] => (code === 'only' ? 'only' : 'hide');

function readPair(json: string): readonly [string, string] | null {
  try {
    const value: unknown = JSON.parse(json);
    const [name, file]: unknown[] = Array.isArray(value) ? value : [];
    return typeof name === 'string' && name !== '' && typeof file === 'string' ? [name, file] : null;
  } catch {
    return null;
  }
}

const subscribe = (onChange: () => void): (() => void) => locationService.getHistory().listen(onChange);
export function useStackFilters(viewKey: string): StackFilters {
  const key = `fl-${viewKey}-stacks`;
  // As text: it is the same while nothing of it changes, whatever else the URL holds.
  const content = useSyncExternalStore(subscribe, () =>
    JSON.stringify(locationService.getSearch().getAll(key).slice(0, MOST_FILTERS))
  );
  const filters = useMemo(() => (JSON.parse(content) as string[]).flatMap(readFilter), [content]);
  const write = useCallback(
    (next: readonly StackFilter[]) =>
      locationService.partial({ [key]: next.length > 0 ? [...new Set(next.map(writeFilter))] : null }),
    [key]
  );
  return useMemo(
    () => ({
      filters,
      add: (filter) => write([...filters, filter]),
      remove: (filter) => write(filters.filter((each) => writeFilter(each) !== writeFilter(filter))),
      clear: () => write([]),
    }),
    [filters, write]
  );
}
