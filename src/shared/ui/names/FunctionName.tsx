/**
 * A function as the reader needs it: name first, package muted behind it. The package gives way before the name does.
 * The full name is in the tooltip of the element and is what `c` copies.
 */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { FunctionRef } from '../../../analysis/model';
import { fullName, shortPackage } from './nameText';

interface Props {
  readonly func: FunctionRef;
  /** muted text in place of the package */
  readonly detail?: string;
  /** answers and subjects are medium, others regular */
  readonly strong?: boolean;
  readonly className?: string;
}

export function FunctionName({ func, detail, strong = false, className }: Props) {
  const styles = useStyles2(getStyles);
  const muted = detail ?? shortPackage(func.packageName);
  return (
    <span className={cx(styles.row, className)} title={fullName(func)}>
      <span className={cx(styles.name, strong && styles.strong)}>
        <bdi dir="ltr">{func.shortName}</bdi>
      </span>{' '}
      {muted !== '' && (
        <span className={styles.muted} data-muted>
          {muted}
        </span>
      )}
    </span>
  );
}

/**
 * Ellipsis on the left: of `Server.Handler.Telemetry.Route.func1` the end tells functions apart. The text itself goes into
 * a `<bdi dir="ltr">`, so that only the overflow runs from right to left.
 */
export const cutFromTheLeft = {
  direction: 'rtl',
  textAlign: 'left',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    display: 'inline-flex',
    alignItems: 'baseline',
    gap: 6,
    minWidth: 0,
    maxWidth: '100%',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  }),
  // Shrinks only when the package is gone altogether.
  name: css({ flex: '0 1 auto', minWidth: 0, ...cutFromTheLeft }),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  muted: css({
    flex: '0 10000 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
