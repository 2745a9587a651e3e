/**
 * Keyboard of a ribbon: one tab stop, arrows along the path.
 *
 * ← → (↑ ↓ when vertical) along the path · Home root · End leaf · e fix site · c copies · Esc back to the row.
 */
import { useEffect, useRef, useState } from 'react';
import type { FunctionRef } from '../../analysis/model';
import type { RibbonModel } from './ribbonModel';

interface Options {
  readonly model: RibbonModel;
  /** id of the row, so that the tab stop starts anew with another row */
  readonly rowId: string;
  readonly vertical: boolean;
  /** raised when the ribbon should take the focus */
  readonly focusRequest: number;
  onLeave(): void;
  onCopy(func: FunctionRef): void;
}

export function useRibbonKeys({ model, rowId, vertical, focusRequest, onLeave, onCopy }: Options) {
  const list = useRef<HTMLOListElement>(null);
  const home = model.site >= 0 ? model.site : Math.max(0, model.subject);
  const [cursor, setCursor] = useState({ rowId, index: home });
  const current = cursor.rowId === rowId ? Math.min(cursor.index, model.steps.length - 1) : home;

  const focusStep = (index: number) => {
    setCursor({ rowId, index });
    list.current?.querySelector<HTMLElement>(`[data-step="${index}"]`)?.focus();
  };

  const handledRequest = useRef(focusRequest);
  useEffect(() => {
    if (focusRequest !== handledRequest.current) {
      handledRequest.current = focusRequest;
      list.current?.querySelector<HTMLElement>(`[data-step="${home}"]`)?.focus();
    }
  }, [focusRequest, home]);

  const onKeyDown = (event: React.KeyboardEvent<HTMLOListElement>) => {
    const at = (event.target as HTMLElement).dataset.step;
    if (at === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const index = Number(at);
    const last = model.steps.length - 1;
    const actions: Record<string, () => void> = {
      [vertical ? 'ArrowDown' : 'ArrowRight']: () => focusStep(Math.min(last, index + 1)),
      [vertical ? 'ArrowUp' : 'ArrowLeft']: () => focusStep(Math.max(0, index - 1)),
      Home: () => focusStep(0),
      End: () => focusStep(last),
      e: () => model.site >= 0 && focusStep(model.site),
      c: () => onCopy(model.steps[index].func),
      Escape: onLeave,
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  };

  return { list, current, onKeyDown, onFocusStep: (index: number) => setCursor({ rowId, index }) };
}
