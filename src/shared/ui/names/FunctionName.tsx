/**
 * A function as the reader needs it: name first; file and package muted behind it. The package gives way first, then the
 * file, both from the left; the name last, by one ellipsis at its end. The full name is in the tooltip of the element and is
 * what `c` copies.
 */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { mergedClass } from '../theme/mergedClass';
import type { FunctionRef } from '../../../analysis/model';
import { earlyStyles } from '../theme/earlyStyles';
import { fullName, shortPackage } from './nameText';

interface Props {
  readonly func: FunctionRef;
  /** file and line, between name and package */
  readonly place?: string;
  /** muted text in place of the package; '' for none */
  readonly detail?: string;
  /** answers and subjects are medium, others regular */
  readonly strong?: boolean;
  readonly className?: string;
}

export function FunctionName({ func, place = '', detail, strong = false, className }: Props) {
  const styles = useStyles2(getStyles);
  const name = <span className={mergedClass(styles.name, strong && styles.strong)}>{func.shortName}</span>;
  const muted = detail ?? shortPackage(func.packageName);
  return (
    <span className={mergedClass(styles.row, className)} title={fullName(func)}>
      {place === '' ? (
        name
      ) : (
        <span className={styles.withPlace}>
          {name} <Muted text={place} className={styles.shrinking} />
        </span>
      )}{' '}
      {muted !== '' && <Muted text={muted} className={place === '' ? styles.shrinking : styles.whole} />}
    </span>
  );
}

function Muted({ text, className }: { readonly text: string; readonly className: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={mergedClass(styles.muted, className)} data-muted>
      <bdi dir="ltr">{text}</bdi>
    </span>
  );
}

/**
 * Ellipsis on the left: of a package or a file the end tells most. The text itself goes into a `<bdi dir="ltr">`, so that
 * only the overflow runs from right to left.
 */
export const cutFromTheLeft = {
  direction: 'rtl',
  textAlign: 'left',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** One ellipsis at the end; nothing is cut in the middle of a function's name. */
export const cutAtTheEnd = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;

const getStyles = earlyStyles((theme: GrafanaTheme2) => {
  // One line is shown: what finds no room on it wraps out of sight as a whole, instead of leaving a stump.
  const oneLine = {
    display: 'inline-flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    columnGap: 6,
    minWidth: 0,
    maxWidth: '100%',
    height: '1lh',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  } as const;
  return {
    row: css({ ...oneLine, verticalAlign: 'middle' }),
    withPlace: css({ ...oneLine, flex: '0 1 auto' }),
    name: css({ flex: '0 1 auto', minWidth: 0, maxWidth: '100%', ...cutAtTheEnd }),
    strong: css({ fontWeight: theme.typography.fontWeightMedium }),
    muted: css({
      fontSize: theme.typography.bodySmall.fontSize,
      color: theme.colors.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      ...cutFromTheLeft,
    }),
    // Stays as long as a few characters have room.
    shrinking: css({ flex: '1 1 3.6em', minWidth: 0, maxWidth: 'max-content' }),
    whole: css({ flex: 'none' }),
  };
});
