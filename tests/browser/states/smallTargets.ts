/** Targets too small to be hit: WCAG 2.2's 2.5.8, 24 px each way, with its exceptions for text lines and for what stands apart. */
import { type Page } from 'playwright-core';
import { redTestIds } from '../../../src/panel/red/testIds';
import { testIds } from '../../../src/panel/testIds';

/** px; half a pixel is a rounded position. */
const LEAST_PX = 24 - 0.5;

/** @returns a line for each target of the panel that is too small, with its name and size; O(targets × 4) */
export function smallTargets(page: Page): Promise<string[]> {
  return page.getByTestId(testIds.panel).evaluate(
    (root, { leastPx, dot }) => {
      const isShown = (element: Element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && getComputedStyle(element).visibility !== 'hidden';
      };
      /** The box around it is what is clicked. */
      const isInBox = (element: Element) => element.getAttribute('role') === 'combobox' && element.tagName === 'INPUT';
      /** Links in a sentence are as high as its line. */
      const isInText = (element: Element) => element.tagName === 'A' && getComputedStyle(element).display === 'inline';
      /** What takes a click beside the element's own box: a pseudo-element, or the label of an input. */
      const reach = (element: Element) => {
        const target = (element instanceof HTMLInputElement && element.labels?.[0]) || element;
        const box = target.getBoundingClientRect();
        const sides = { width: box.width, height: box.height };
        for (const pseudo of ['::before', '::after']) {
          const style = getComputedStyle(target, pseudo);
          if (style.content !== 'none' && style.position === 'absolute' && style.pointerEvents !== 'none') {
            sides.width = Math.max(sides.width, Number.parseFloat(style.width) || 0);
            sides.height = Math.max(sides.height, Number.parseFloat(style.height) || 0);
          }
        }
        return sides;
      };
      return [...root.querySelectorAll('button, a[href], input, select, [role="button"], tr[tabindex]')]
        .filter((element) => element.getAttribute('data-testid') !== dot && isShown(element))
        .filter((element) => !isInText(element) && !isInBox(element))
        .flatMap((element) => {
          const { width, height } = reach(element);
          const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
          return Math.min(width, height) < leastPx
            ? [`${width.toFixed(1)} × ${height.toFixed(1)} px: ${element.tagName.toLowerCase()} "${name.slice(0, 60)}"`]
            : [];
        });
    },
    // Dots have a list instead.
    { leastPx: LEAST_PX, dot: redTestIds.dot }
  );
}
