/**
 * Keys that work with the focus anywhere in the panel: in its body, on the frame that Grafana draws round it, in a popup of
 * ours; never while somebody types.
 */
import { useCallback, useEffect, useRef } from 'react';

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'target' | 'altKey' | 'ctrlKey' | 'metaKey' | 'preventDefault' | 'stopPropagation'
>;

/**
 * @param actions  by `KeyboardEvent.key`
 * @returns what the panel's outermost element takes
 */
export function usePanelKeys(actions: Readonly<Record<string, () => void>>) {
  const body = useRef<HTMLDivElement>(null);
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const onKeyDown = useCallback((event: KeyPress) => {
    const action = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
    if (action && event.target && !isTyping(event.target) && !(event.altKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  }, []);
  useEffect(() => {
    // Tab stops at the frame itself, which is outside of what we render.
    const frame = body.current?.closest<HTMLElement>('section[tabindex]');
    frame?.addEventListener('keydown', onKeyDown);
    return () => frame?.removeEventListener('keydown', onKeyDown);
  }, [onKeyDown]);
  return { body, onKeyDown };
}

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
