/**
 * Child for Grafana's `Tooltip` and `Toggletip` where the element must not become a tab stop of its own: both force
 * `tabIndex=0` on their child, which would break a table or ribbon with one roving tab stop.
 */
import React, { forwardRef } from 'react';

/** Text with a tooltip for the pointer; keyboard users get the same text elsewhere (expanded row, cheat sheet). */
export const TipAnchor = forwardRef<HTMLSpanElement, React.HTMLAttributes<HTMLSpanElement>>(function TipAnchor(
  { tabIndex: _, ...props },
  ref
) {
  return <span {...props} ref={ref} />;
});

interface RovingButtonProps extends React.ButtonHTMLAttributes<HTMLButtonElement> {
  readonly isTabStop: boolean;
}

/** A button of a group with one tab stop. */
export const RovingButton = forwardRef<HTMLButtonElement, RovingButtonProps>(function RovingButton(
  { isTabStop, tabIndex: _, ...props },
  ref
) {
  return <button type="button" {...props} tabIndex={isTabStop ? 0 : -1} ref={ref} />;
});
