/**
 * Grafana's `Tooltip`, mounted while it shows and not before: a table holds dozens that nobody points at, and the hooks of
 * each cost as much as the cell that they stand on.
 *
 * The element keeps its own tab index; `Tooltip` would make it a tab stop.
 */
import React, { cloneElement, useEffect, useState, type ComponentProps } from 'react';
import { Tooltip } from '@grafana/ui';
import { Standing } from './Standing';

interface Props extends Pick<ComponentProps<typeof Tooltip>, 'content' | 'placement'> {
  /** one element that passes handlers on to its DOM node */
  readonly children: React.ReactElement<React.HTMLAttributes<HTMLElement>>;
}

export function Tip({ content, placement, children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = (event: React.SyntheticEvent<HTMLElement>) => setAnchor(event.currentTarget);
  const close = () => setAnchor(null);
  useEffect(() => {
    if (!anchor) {
      return;
    }
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && setAnchor(null);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [anchor]);
  return (
    <>
      {cloneElement(children, { onMouseEnter: open, onMouseLeave: close, onFocus: open, onBlur: close })}
      {anchor && (
        <Tooltip show content={content} placement={placement}>
          <Standing element={anchor} aria-label={children.props['aria-label']} />
        </Tooltip>
      )}
    </>
  );
}
