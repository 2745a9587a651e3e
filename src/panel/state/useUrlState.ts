/**
 * The panel's view state, kept in the URL under keys of its own (`viewKey`), so that a link shows what its sender saw and
 * the browser's Back undoes the last action.
 *
 * The selected row is read by itself (`useSelectedRow`): it changes with every click, and little depends on it.
 */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { changeView, readView, watchViews, type UrlValues } from './viewState';

export interface UrlState extends UrlValues {
  /** Writes some values; null or false removes the key. */
  update(patch: Partial<UrlValues>): void;
}

export type PanelUrlState = Omit<UrlState, 'row'>;

/** @param viewKey  of `viewKey()`: panel id, and what a repeated panel is repeated for */
export function useUrlState(viewKey: string): PanelUrlState {
  // As text: it is the same while nothing of it changes, whatever else the URL holds.
  const content = useSyncExternalStore(watchViews, () => JSON.stringify({ ...readView(viewKey), row: undefined }));
  const values = useMemo(() => JSON.parse(content) as Omit<UrlValues, 'row'>, [content]);
  const update = useCallback((patch: Partial<UrlValues>) => changeView(viewKey, patch), [viewKey]);
  return useMemo(() => ({ ...values, update }), [values, update]);
}

/** @returns id of the selected row; null where none was chosen */
export function useSelectedRow(viewKey: string): string | null {
  return useSyncExternalStore(watchViews, () => readView(viewKey).row);
}
