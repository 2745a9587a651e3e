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
    const left = new Map<HTMLElement, number>();
    const observer = new ResizeObserver(() => {
      const scrollers = scrollersOf(element);
      // Where the reader has scrolled since, content that arrives late moves nothing any more.
      if (scrollers.some((scroller) => Math.abs(scroller.scrollTop - (left.get(scroller) ?? scroller.scrollTop)) > 1)) {
        observer.disconnect();
        return;
      }
      scrollers.forEach((scroller) => {
        reveal(element, scroller, above);
        left.set(scroller, scroller.scrollTop);
      });
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

/** Down as far as it needs, but not so far that its top leaves the view. */
function reveal(element: HTMLElement, scroller: HTMLElement, above: number): void {
  const own = element.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  const hidden = own.bottom - view.bottom;
  if (hidden > 0) {
    scroller.scrollTop += Math.max(0, Math.min(hidden, own.top - above - view.top));
  }
}
