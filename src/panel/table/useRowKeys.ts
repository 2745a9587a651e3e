/**
 * One tab stop for all rows of a table. ↑ ↓ Home End move it; what other keys do with a row is the table's own. Also which
 * row the pointer is on: what shows under it alone need not be there before.
 */
import { useCallback, useEffect, useRef, useState } from 'react';

interface Options {
  /** `data-row-id` of the rows that can be reached, from above */
  readonly ids: readonly string[];
  readonly selectedId: string | null;
  /** raised when the focus should come back to the selected row */
  readonly focusRequest: number;
  /** takes the focus where there is no row */
  readonly onNoRow?: () => void;
  /** by `KeyboardEvent.key`; `element` is the row */
  readonly actions: Readonly<Record<string, (index: number, element: HTMLElement) => void>>;
}

export function useRowKeys({ ids, selectedId, focusRequest, onNoRow, actions }: Options) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [cursorId, setCursorId] = useState<string | null>(null);
  const tabStopId = [cursorId, selectedId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;

  const focusRow = useCallback((id: string) => {
    setCursorId(id);
    [...(body.current?.querySelectorAll<HTMLElement>('tr[data-row-id]') ?? [])]
      .find((element) => element.dataset.rowId === id)
      ?.focus();
  }, []);

  const handledRequest = useRef(focusRequest);
  useEffect(() => {
    if (focusRequest !== handledRequest.current && tabStopId !== null) {
      handledRequest.current = focusRequest;
      focusRow(selectedId !== null && ids.includes(selectedId) ? selectedId : tabStopId);
    } else if (focusRequest !== handledRequest.current) {
      // Not kept for rows to come: it would take the focus from where it is by then.
      handledRequest.current = focusRequest;
      onNoRow?.();
    }
  }, [focusRequest, selectedId, tabStopId, ids, focusRow, onNoRow]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLTableSectionElement>) => {
    const target = event.target as HTMLElement;
    const index = ids.indexOf(target.dataset.rowId ?? '');
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const moves: Record<string, number> = {
      ArrowDown: Math.min(ids.length - 1, index + 1),
      ArrowUp: Math.max(0, index - 1),
      Home: 0,
      End: ids.length - 1,
    };
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (Object.hasOwn(moves, event.key)) {
      focusRow(ids[moves[event.key]]);
    } else if (action) {
      setCursorId(ids[index]);
      action(index, target);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const [pointedId, setPointedId] = useState<string | null>(null);
  const onMouseOver = (event: React.MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('tr[data-row-id]');
    setPointedId(row?.dataset.rowId ?? null);
  };

  return { tabStopId, pointedId, setCursorId, rowGroup: { ref: body, onKeyDown, onMouseOver } };
}
