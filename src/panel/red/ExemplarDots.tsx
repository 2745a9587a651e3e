/** Requests as dots on the duration chart; a click opens the request's own profile. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type uPlot from 'uplot';
import type { Exemplar } from '../../correlate/exemplars';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { MIN_DOT_DISTANCE, placeDots } from './chooseDots';
import { requestName } from './requestText';
import { redTestIds } from './testIds';

export interface ExemplarDotsProps {
  readonly plot: uPlot;
  /** in the order of their claim to a place */
  readonly dots: readonly Exemplar[];
  readonly slowSeconds: number | null;
  readonly pickedKey: string | null;
  readonly timeZone: TimeZone;
  onPick(exemplar: Exemplar): void;
}

/**
 * Buttons for pointer and screen reader, outside the tab order: with dozens of them a keyboard user would be stuck here.
 * The keyboard's way is the list "Slow requests" in the chart's header.
 */
export function ExemplarDots({ plot, dots, slowSeconds, pickedKey, timeZone, onPick }: ExemplarDotsProps) {
  const styles = useStyles2(getStyles);
  const placed = placeDots(dots, (exemplar) => {
    // The axis is laid out for the lines and the slow end; the fastest requests may lie below it.
    const left = plot.valToPos(exemplar.timeMs, 'x');
    const top = plot.valToPos(exemplar.valueSeconds, 'y');
    const { clientWidth, clientHeight } = plot.over;
    return left >= 0 && left < clientWidth - 1 && top >= 0 && top < clientHeight - 1 ? { left, top } : null;
  });
  return (
    <>
      {placed.map(({ exemplar, left, top }) => {
        const name = requestName(exemplar, timeZone);
        const picked = exemplar.key === pickedKey;
        const slow = slowSeconds !== null && exemplar.valueSeconds >= slowSeconds;
        return (
          <button
            key={exemplar.key}
            type="button"
            tabIndex={-1}
            className={cx(styles.target, picked && styles.onTop)}
            style={{ left, top }}
            aria-label={t('red.open-its-profile', '{{name}}. Open its profile', { name })}
            aria-pressed={picked}
            title={name}
            data-testid={redTestIds.dot}
            data-trace-id={exemplar.traceId}
            onClick={() => onPick(exemplar)}
          >
            <span className={cx(styles.dot, slow && styles.slow, picked && styles.picked)} />
          </button>
        );
      })}
    </>
  );
}

/** Radius 2.6 as drawn; the clickable circle around it is larger. */
const DOT_SIZE = 5.2;
const PICKED_SIZE = 9;
/** Below twice the smallest distance of two dots, so that a click on a dot's centre always means that dot. */
const TARGET_SIZE = 2 * MIN_DOT_DISTANCE - 2;

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  target: css({
    position: 'absolute',
    width: TARGET_SIZE,
    height: TARGET_SIZE,
    margin: -TARGET_SIZE / 2,
    padding: 0,
    border: 0,
    borderRadius: theme.shape.radius.circle,
    background: 'none',
    cursor: 'pointer',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    '&:hover > span': { outline: `1px solid ${theme.colors.text.link}`, outlineOffset: 1.5 },
  }),
  onTop: css({ zIndex: 1 }),
  dot: css({
    boxSizing: 'content-box',
    width: DOT_SIZE - 1.2,
    height: DOT_SIZE - 1.2,
    borderRadius: theme.shape.radius.circle,
    border: `1.2px solid ${theme.colors.text.link}`,
    background: theme.colors.background.primary,
  }),
  slow: css({ background: theme.colors.text.link }),
  picked: css({
    width: PICKED_SIZE - 2.5,
    height: PICKED_SIZE - 2.5,
    background: theme.colors.text.maxContrast,
    borderWidth: 2.5,
  }),
}));
