/** Whether the search is open; opened once more it takes the focus, closed it gives the focus back to where it came from. */
import { useRef, useState, type RefObject } from 'react';

/** @param panel takes the focus where the element that had it is gone */
export function useSearchOpening(panel: RefObject<HTMLElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const openedFrom = useRef<Element | null>(null);
  const open = () => {
    if (isOpen) {
      panel.current?.querySelector<HTMLElement>('[role="search"] input')?.focus();
      return;
    }
    openedFrom.current = document.activeElement;
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    const back = openedFrom.current;
    (back instanceof HTMLElement && panel.current?.contains(back) ? back : panel.current)?.focus({
      preventScroll: true,
    });
  };
  return { isOpen, open, close };
}
