/**
 * Keyboard of a ribbon: one tab stop, arrows along the path.
 *
 * ← → (↑ ↓ when vertical) along the path · ↑ ↓ (← → when vertical) between the callers of a step · Home root · End leaf ·
 * e fix site · c copies · Esc back to the row.
 */
import { useEffect, useRef, useState } from 'react';
import type { FunctionRef } from '../../analysis/model';
import type { RibbonModel, RibbonStep } from './ribbonModel';

interface Options {
  readonly model: RibbonModel;
  /** id of the row, so that the tab stop starts anew with another row */
  readonly rowId: string;
  readonly vertical: boolean;
  /** raised when the ribbon should take the focus */
  readonly focusRequest: number;
  onLeave(): void;
  onCopy(func: FunctionRef): void;
  /** goes on through the next caller of a step, or the one before; null where there is one path only */
  readonly onOtherCaller: ((step: RibbonStep, by: 1 | -1) => void) | null;
}

export function useRibbonKeys(options: Options) {
  const { model, rowId, vertical, focusRequest, onLeave, onCopy, onOtherCaller } = options;
  const list = useRef<HTMLOListElement>(null);
  const home = model.site >= 0 ? model.site : Math.max(0, model.subject);
  // By the step's key: its place changes with the path above it.
  const [cursor, setCursor] = useState<{ readonly rowId: string; readonly step: string } | null>(null);
  const found = cursor?.rowId === rowId ? model.steps.findIndex(({ key }) => key === cursor.step) : -1;
  const current = found < 0 ? home : found;
  const putCursor = (index: number) => setCursor({ rowId, step: model.steps[index].key });

  const focusStep = (index: number) => {
    putCursor(index);
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
    const step = model.steps[index];
    const actions: Record<string, () => void> = {
      ...(onOtherCaller !== null &&
        step.callers.length > 1 && {
          [vertical ? 'ArrowLeft' : 'ArrowUp']: () => onOtherCaller(step, -1),
          [vertical ? 'ArrowRight' : 'ArrowDown']: () => onOtherCaller(step, 1),
        }),
      [vertical ? 'ArrowDown' : 'ArrowRight']: () => focusStep(Math.min(last, index + 1)),
      [vertical ? 'ArrowUp' : 'ArrowLeft']: () => focusStep(Math.max(0, index - 1)),
      Home: () => focusStep(0),
      End: () => focusStep(last),
      e: () => model.site >= 0 && focusStep(model.site),
      c: () => onCopy(step.func),
      Escape: onLeave,
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  };

  return { list, current, onKeyDown, onFocusStep: putCursor };
}
