/**
 * Stacks that the user hid, or shows alone, in the URL: `fl-7-stacks=hide-fn:regexp.Compile`, one value a filter.
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

const writeFilter = ({ effect, by, text }: StackFilter): string => `${effect}-${codes[by]}:${text}`;

function readFilter(value: string): StackFilter[] {
  const match = /^(hide|only)-(fn|pkg|re):([^]+)$/.exec(value);
  const by = (Object.keys(codes) as Array<StackFilter['by']>).find((each) => codes[each] === match?.[2]);
  return match && by ? [{ effect: match[1] === 'only' ? 'only' : 'hide', by, text: match[3] }] : [];
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
