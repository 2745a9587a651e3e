/**
 * A button that opens a small popup of choices beside it.
 *
 * Grafana's Toggletip and Dropdown are modal for assistive technology: they set `aria-hidden` on the whole page while its
 * controls stay focusable, which axe reports (aria-hidden-focus). This one is a plain disclosure next to its button, so the
 * tab order is the reading order and nothing else changes.
 */
import React, { useEffect, useId, useRef, useState } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';

export interface PopupButtonProps {
  /** what the button says */
  readonly label: React.ReactNode;
  /** name of the popup, and of the button where its text alone would not do */
  readonly popupName: string;
  readonly buttonName?: string;
  readonly buttonClassName: string;
  readonly testId?: string;
  /** which edges of button and popup meet */
  readonly align: 'start' | 'end';
  /** CSS pixels; the popup never gets wider */
  readonly maxWidth: number;
  /** content of the open popup; each button in it is a choice, and choosing closes it */
  readonly children: React.ReactNode;
}

export function PopupButton(props: PopupButtonProps) {
  const { label, popupName, buttonName, buttonClassName, testId, align, maxWidth, children } = props;
  const styles = useStyles2(getStyles);
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLDivElement>(null);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onChoice = (event: React.MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button') !== null) {
      close();
    }
  };

  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const first = popup.current?.querySelector<HTMLElement>('[aria-current="true"], button');
    (first ?? popup.current)?.focus();
    const onPointerDown = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) {
        setOpen(false);
      }
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isOpen && event.key === 'Escape') {
      // The panel has a use for Escape too.
      event.stopPropagation();
      close();
    } else if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.stopPropagation();
      event.preventDefault();
      moveFocus(popup.current, event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const onBlur = (event: React.FocusEvent) => {
    if (event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget) !== true) {
      setOpen(false);
    }
  };

  return (
    <span ref={root} className={styles.root} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button
        ref={button}
        type="button"
        className={buttonClassName}
        aria-label={buttonName}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-testid={testId}
        onClick={() => setOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div
          ref={popup}
          id={id}
          role="dialog"
          aria-label={popupName}
          tabIndex={-1}
          className={cx(styles.popup, align === 'end' ? styles.end : styles.start)}
          style={{ maxWidth }}
          onClick={onChoice}
        >
          {children}
        </div>
      )}
    </span>
  );
}

function moveFocus(popup: HTMLElement | null, step: number) {
  const buttons = [...(popup?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((candidate) => candidate === document.activeElement);
  buttons[Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus();
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  root: css({ position: 'relative', display: 'inline-flex' }),
  popup: css({
    position: 'absolute',
    top: 'calc(100% + 4px)',
    zIndex: theme.zIndex.dropdown,
    width: 'max-content',
    maxHeight: 320,
    overflowY: 'auto',
    padding: theme.spacing(1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.elevated,
    boxShadow: theme.shadows.z3,
    color: theme.colors.text.primary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    whiteSpace: 'normal',
    '&:focus': { outline: 'none' },
  }),
  start: css({ left: 0 }),
  end: css({ right: 0 }),
}));
