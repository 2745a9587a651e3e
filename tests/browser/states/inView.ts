/** Drawn is not seen: a body that scrolls can hide it. */
import { type Locator } from 'playwright-core';

/** @returns px of the element's height that a user sees */
export function heightInView(element: Locator): Promise<number> {
  return element.evaluate(
    (shown) =>
      new Promise<number>((resolve) => {
        new IntersectionObserver(([entry], observer) => {
          observer.disconnect();
          resolve(entry.intersectionRect.height);
        }).observe(shown);
      })
  );
}
