/** The menu under the pointer, in place of the browser's own; text that is being selected keeps that one. */
import type { MouseEvent } from 'react';

/** px: a menu opened by key stands under the row's name */
const MENU_INSET = 32;

export const contextMenuOf = (open: (x: number, y: number) => void) => (event: MouseEvent) => {
  if (window.getSelection()?.isCollapsed !== false) {
    event.preventDefault();
    open(event.clientX, event.clientY);
  }
};

export function placeUnder(row: HTMLElement): readonly [x: number, y: number] {
  const { left, bottom } = row.getBoundingClientRect();
  return [left + MENU_INSET, bottom];
}
