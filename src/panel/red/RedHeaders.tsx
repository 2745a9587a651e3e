/** Headers of the three charts: name, value at the crosshair (else the last one), and for durations the legend. */
import React, { useSyncExternalStore } from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type TimeZone } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import {
  DURATION_PARTS,
  type DurationPart,
  type RedChartModel,
  type RedModel,
  type RedPart,
} from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import { ink } from '../../shared/ui/theme/ink';
import type { Crosshair } from './crosshair';
import { formatSamples } from '../../shared/lib/format';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { formatLatency, formatRate, formatRatio } from './formatRed';
import { nearestIndex } from './scaleMath';

export type HeaderSize = 'full' | 'compact' | 'spark';

interface HeaderProps {
  readonly red: RedModel;
  readonly crosshair: Crosshair;
  readonly size: HeaderSize;
}

/** Requests a second: at the crosshair; with no crosshair the mean of the view. */
export function rateAt({ rate }: RedModel, timeMs: number | null): number | null {
  if (timeMs !== null) {
    return valueAt(rate, 'rate', timeMs);
  }
  const line = rate.kind === 'lines' ? (rate.lines.rate ?? []) : [];
  const values = line.filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Failed requests as a share: at the crosshair; with no crosshair of all requests in view, so that it agrees with their
 * counts. Without a rate nothing can be counted, and the last value stands in.
 */
export function errorRatioAt(red: RedModel, timeMs: number | null): number | null {
  return timeMs === null && isCounted(red) ? red.errorCount / red.requestCount : valueAt(red.errors, 'errors', timeMs);
}

type Counted = RedModel & { readonly errorCount: number; readonly requestCount: number };
export const isCounted = (red: RedModel): red is Counted => red.errorCount !== null && (red.requestCount ?? 0) > 0;

/** Value of a line at the crosshair; with no crosshair its last value. null where there is none. */
export function valueAt<Part extends string>(
  chart: RedChartModel<Part>,
  part: Part,
  timeMs: number | null
): number | null {
  const line = chart.kind === 'lines' ? chart.lines[part] : undefined;
  if (chart.kind !== 'lines' || line === undefined) {
    return null;
  }
  if (timeMs !== null) {
    return line[nearestIndex(chart.timesMs, timeMs)] ?? null;
  }
  for (let i = line.length - 1; i >= 0; i--) {
    if (line[i] !== null) {
      return line[i];
    }
  }
  return null;
}

/** Where lines come from whose query is not named as their part; undefined where all are. */
function recognisedText({ recognised }: RedModel, parts: readonly RedPart[]): string | undefined {
  const found = parts.flatMap((part) =>
    recognised?.[part] === undefined
      ? []
      : [t('red.from-query', '{{part}} from query “{{refId}}”', { part, refId: recognised[part] })]
  );
  return found.length === 0
    ? undefined
    : t(
        'red.told-by-name-unit-and',
        'Told by name, unit and shape: {{found}}. Name another query in the panel’s options.',
        { found: found.join(', ') }
      );
}

const useCrosshairTime = (crosshair: Crosshair) => useSyncExternalStore(crosshair.subscribe, crosshair.getTime);

const textOf = (value: number | null, format: (value: number) => string) => (value === null ? '—' : format(value));

export function RateHeader({ red, crosshair, size, timeZone }: HeaderProps & { readonly timeZone: TimeZone }) {
  const styles = useStyles2(getStyles);
  const time = useCrosshairTime(crosshair);
  return (
    <span className={styles.texts}>
      <strong className={styles.name} title={recognisedText(red, ['rate'])}>
        {t('red.rate', 'Rate')}
      </strong>
      <span title={time === null ? t('red.mean-of-the-view', 'Mean of the view') : undefined}>
        {textOf(rateAt(red, time), formatRate)}
      </span>
      {time !== null && size !== 'spark' && (
        <span className={styles.time}>{dateTimeFormat(time, { timeZone, format: 'HH:mm:ss' })}</span>
      )}
    </span>
  );
}

export function ErrorsHeader({ red, crosshair, size }: HeaderProps) {
  const styles = useStyles2(getStyles);
  const time = useCrosshairTime(crosshair);
  const ofView = time === null && isCounted(red);
  return (
    <span className={styles.texts}>
      <strong className={styles.name} title={recognisedText(red, ['errors'])}>
        {t('red.errors', 'Errors')}
      </strong>
      <span
        title={
          ofView
            ? t('red.of-all-requests-in-the', 'Of all requests in the view')
            : time === null
              ? t('red.last-value', 'Last value')
              : undefined
        }
      >
        {textOf(errorRatioAt(red, time), formatRatio)}
      </span>
      {ofView && size === 'full' && (
        <span
          className={styles.muted}
          title={t('red.in-the-whole-view-counted', 'In the whole view, counted from rate and error ratio')}
        >
          {t('red.of', '{{errorCount}} of {{requestCount}}', {
            errorCount: formatSamples(red.errorCount),
            requestCount: formatSamples(red.requestCount),
          })}
        </span>
      )}
    </span>
  );
}

export function DurationHeader({
  red,
  crosshair,
  size,
  children,
}: HeaderProps & { readonly children: React.ReactNode }) {
  const styles = useStyles2(getStyles);
  const time = useCrosshairTime(crosshair);
  const shown: readonly DurationPart[] = size === 'full' ? DURATION_PARTS : ['p99'];
  return (
    <>
      <span className={styles.texts}>
        {size !== 'spark' && (
          <strong className={styles.name} title={recognisedText(red, DURATION_PARTS)}>
            {t('red.duration', 'Duration')}
          </strong>
        )}
        {red.duration.kind === 'lines' &&
          shown.map((part) => (
            <span key={part} className={styles.legend}>
              {size !== 'spark' && <i className={styles[part]} aria-hidden="true" />}
              {part} {textOf(valueAt(red.duration, part, time), formatLatency)}
            </span>
          ))}
      </span>
      {children}
    </>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => {
  const line = { width: 12, height: 0, borderTopWidth: 1.5, borderTopStyle: 'solid' as const };
  return {
    // Takes all the room and is cut where there is too little; what stands behind it (the list's button) never is.
    texts: css({ display: 'flex', flex: 1, minWidth: 0, gap: theme.spacing(1), overflow: 'hidden' }),
    name: css({ fontWeight: theme.typography.fontWeightMedium }),
    muted: css({ color: theme.colors.text.secondary }),
    time: css({ color: theme.colors.text.secondary, marginLeft: 'auto' }),
    // Tighter than other headers: at 1200 px the whole legend and the list's button just fit.
    legend: css({ display: 'inline-flex', alignItems: 'center', gap: 4, '& + &': { marginLeft: -2 } }),
    // The same weight and dash as the lines: they are told apart without hue.
    p99: css({ ...line, borderTopWidth: 2, borderTopColor: theme.colors.text.maxContrast }),
    p95: css({ ...line, borderTopColor: ink(theme, 0.75) }),
    p50: css({ ...line, borderTopStyle: 'dashed', borderTopColor: ink(theme, 0.6) }),
  };
});
