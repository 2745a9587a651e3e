/** Scrolling body and footer of a table. Where the body scrolls, its height is a number of whole rows. */
import React, { useEffect, useRef } from 'react';
import { useStyles2 } from '@grafana/ui';
import type { WidthMode } from '../shell/panelSize';
import { getTableStyles } from './tableStyles';
import { roomWithoutRow } from './wholeRows';

const HEAD = 28;
const ROW = 33;
const FOOTER = 28;

interface Props {
  readonly mode: WidthMode;
  /** rows that stay in view when the panel has less room than it needs */
  readonly leastRows: number;
  readonly rows: number;
  readonly footer: React.ReactNode;
  /** the table */
  readonly children: React.ReactNode;
}

/**
 * In the narrowest panels the whole panel scrolls. Else the body gives way to what stands below it, down to `leastRows`;
 * from there on the panel scrolls too.
 */
export function TableFrame({ mode, leastRows, rows, footer, children }: Props) {
  const styles = useStyles2(getTableStyles);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rest = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const snap = () => {
      if (frame.current && scroller.current && rest.current) {
        // Set directly: what is left below the footer changes with the panel's height, within the same frame.
        rest.current.style.marginBottom = `${heightLeft(frame.current, scroller.current, rest.current)}px`;
      }
    };
    const observer = new ResizeObserver(snap);
    const table = scroller.current?.firstElementChild;
    [frame.current, table].forEach((element) => element && observer.observe(element));
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={frame}
      className={styles.frame}
      style={mode === 'min' ? { flexShrink: 0 } : { minHeight: HEAD + ROW * Math.min(leastRows, rows) + FOOTER }}
    >
      <div ref={scroller} className={styles.scroller}>
        {children}
      </div>
      <div ref={rest} className={styles.rest}>
        {footer}
      </div>
    </div>
  );
}

/** px that no whole row fits into; 0 where all rows are in view. */
function heightLeft(frame: HTMLElement, scroller: HTMLElement, footer: HTMLElement): number {
  const table = scroller.firstElementChild;
  const top = table?.getBoundingClientRect().top ?? 0;
  const ends = [...(table?.querySelectorAll('tbody > tr') ?? [])].map(
    (row) => row.getBoundingClientRect().bottom - top
  );
  return roomWithoutRow(ends, frame.clientHeight - footer.offsetHeight, ROW);
}
