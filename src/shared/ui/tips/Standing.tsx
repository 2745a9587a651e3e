/**
 * Child for Grafana's `Tooltip` and `Toggletip` in place of an element that stands elsewhere already: the popup is placed
 * at that element, and nothing is rendered here.
 */
import { forwardRef, useImperativeHandle, useLayoutEffect } from 'react';

interface Props {
  readonly element: HTMLElement;
  /** name of the element: a tooltip of the same text does not describe it once more */
  readonly 'aria-label'?: string;
  /** id of the popup's text, given by the parent */
  readonly 'aria-describedby'?: string;
}

export const Standing = forwardRef<HTMLElement, Props>(function Standing(
  { element, 'aria-describedby': describedBy },
  ref
) {
  useImperativeHandle(ref, () => element, [element]);
  useLayoutEffect(() => {
    if (describedBy === undefined) {
      return;
    }
    element.setAttribute('aria-describedby', describedBy);
    return () => element.removeAttribute('aria-describedby');
  }, [element, describedBy]);
  return null;
});
