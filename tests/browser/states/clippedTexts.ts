/** Texts that a reader can't read whole: cut without a sign of it, cut with no way to the rest, or beside the panel. */
import { type Page } from 'playwright-core';
import { testIds } from '../../../src/panel/testIds';

/** px that rounding of positions makes. */
const TOLERANCE_PX = 1.5;

/** @returns a line for each, with the text and what is wrong; O(elements of the panel) */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.getByTestId(testIds.panel).evaluate((root, tolerance) => {
    const found: string[] = [];
    const bounds = root.getBoundingClientRect();
    const isScrollable = (style: CSSStyleDeclaration) => /auto|scroll/.test(`${style.overflowX} ${style.overflowY}`);
    /** Whether an ancestor below the panel scrolls: what lies beside it can be reached. */
    const canBeReached = (element: Element) => {
      for (let at = element.parentElement; at && root.contains(at); at = at.parentElement) {
        if (isScrollable(getComputedStyle(at))) {
          return true;
        }
      }
      return false;
    };
    /** For screen readers only: never seen. */
    const isUnseen = (element: Element, box: DOMRect) =>
      box.width <= 1 || box.height <= 1 || element.closest('[aria-hidden="true"], .sr-only') !== null;
    const hasWholeName = (element: Element, text: string) => {
      for (let at: Element | null = element; at && root.contains(at); at = at.parentElement) {
        const name = `${at.getAttribute('title') ?? ''} ${at.getAttribute('aria-label') ?? ''}`;
        // A row's name says more than the function's (`mallocgc + GC`); the tooltip has the function's whole.
        if (name.includes(text.split(' ')[0]) || at.hasAttribute('aria-describedby') || at.hasAttribute('data-tip')) {
          return true;
        }
      }
      return false;
    };
    for (const element of root.querySelectorAll('*')) {
      const text = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.textContent ?? '')
        .join('')
        .trim();
      const box = element.getBoundingClientRect();
      if (text === '' || isUnseen(element, box)) {
        continue;
      }
      const style = getComputedStyle(element);
      const say = (what: string) => found.push(`${what}: "${text.slice(0, 80)}" in ${element.tagName.toLowerCase()}`);
      const isWiderThanItsBox = element.scrollWidth > element.clientWidth + tolerance && style.overflowX === 'hidden';
      const isHigherThanItsBox = element.scrollHeight > element.clientHeight + 4 && style.overflowY === 'hidden';
      if (isWiderThanItsBox && style.textOverflow !== 'ellipsis') {
        say('cut without a sign');
      } else if (isWiderThanItsBox && !hasWholeName(element, text)) {
        say('cut, and its whole text nowhere');
      } else if (isHigherThanItsBox && style.webkitLineClamp === 'none') {
        say('cut below');
      }
      if ((box.right > bounds.right + tolerance || box.left < bounds.left - tolerance) && !canBeReached(element)) {
        say('beside the panel');
      }
    }
    return found;
  }, TOLERANCE_PX);
}
