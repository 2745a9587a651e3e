/** Brings what a click has opened into view, and keeps it there while its content arrives; never the page around the panel. */
import { useEffect, type RefObject } from 'react';

/** Mark of the element that is scrolled last: what lies outside of it is not ours to move. */
export const SCROLL_ROOT = { 'data-scroll-root': '' } as const;

/** @param above  px over it that must stay in view too: the row that it belongs to, a head that does not scroll */
export function useKeptInView(opened: RefObject<HTMLElement | null>, above = 0): void {
  useEffect(() => {
    const element = opened.current;
    if (!element) {
      return;
    }
    let isFirst = true;
    const observer = new ResizeObserver(() => {
      scrollersOf(element).forEach((scroller) => reveal(element, scroller, above, isFirst));
      isFirst = false;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [opened, above]);
}

/** From the inside out, the panel's own last. */
function scrollersOf(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) {
      found.push(at);
    }
    if ('scrollRoot' in at.dataset) {
      break;
    }
  }
  return found;
}

/** Down as far as it needs, but not so far that its top leaves the view; not at all where a user has scrolled away since. */
function reveal(element: HTMLElement, scroller: HTMLElement, above: number, isFirst: boolean): void {
  const own = element.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const hidden = own.bottom - view.bottom;
  if (hidden > 0 && (isFirst || own.top < view.bottom)) {
    scroller.scrollTop += Math.max(0, Math.min(hidden, own.top - above - view.top));
  }
}
