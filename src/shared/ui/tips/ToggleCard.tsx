/** Grafana's `Toggletip` on a button, mounted while it is open and not before; else as in `Tip`. */
import React, { cloneElement, useState, type ComponentProps } from 'react';
import { Toggletip } from '@grafana/ui';
import { Standing } from './Standing';

interface Props extends Pick<ComponentProps<typeof Toggletip>, 'content' | 'placement'> {
  /** a button that passes handlers on to its DOM node */
  readonly children: React.ReactElement<React.ButtonHTMLAttributes<HTMLButtonElement>>;
}

export function ToggleCard({ content, placement, children }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const toggle = (event: React.MouseEvent<HTMLElement>) => setAnchor(anchor ? null : event.currentTarget);
  return (
    <>
      {cloneElement(children, { onClick: toggle, 'aria-expanded': anchor !== null })}
      {anchor && (
        <Toggletip
          show
          content={content}
          placement={placement}
          closeButton={false}
          fitContent
          onClose={() => setAnchor(null)}
        >
          <Standing element={anchor} />
        </Toggletip>
      )}
    </>
  );
}
