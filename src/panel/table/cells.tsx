/** Cells of the table that draw something: bars, distributions, intervals. Numbers stand beside every mark. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Analysis, Interval, Row } from '../../analysis/model';
import { needText } from '../../analysis/wording';
import { formatSamples, formatShare, NOT_APPLICABLE } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { placeText, shortPackage } from '../../shared/ui/names/nameText';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { ink } from '../../shared/ui/theme/ink';
import { Tip } from '../../shared/ui/tips/Tip';
import { TipAnchor } from '../../shared/ui/tips/TipAnchor';
import { callersText, savingTexts, selfAndCum, selfParts } from './figures';

export function SelfCell({
  row,
  analysis,
  raw,
  axis,
}: {
  readonly row: Row;
  readonly analysis: Analysis;
  readonly raw: boolean;
  readonly axis: number;
}) {
  const styles = useStyles2(getStyles);
  const { self } = selfAndCum(row, analysis, raw);
  return (
    <Tip placement="right" content={<PartsTip row={row} analysis={analysis} raw={raw} />}>
      <TipAnchor className={styles.self}>
        <span className={styles.track}>
          <span className={styles.bar} style={{ width: `${Math.max(1.5, (100 * self.share) / axis)}%` }} />
        </span>
        <span className={styles.selfNumber}>{self.text}</span>
      </TipAnchor>
    </Tip>
  );
}

/** What the figure is made of: in folded mode the parts add up to it. */
function PartsTip({ row, analysis, raw }: { readonly row: Row; readonly analysis: Analysis; readonly raw: boolean }) {
  const styles = useStyles2(getStyles);
  const { self } = selfAndCum(row, analysis, raw);
  return (
    <dl className={styles.parts}>
      {selfParts(row, analysis, raw).map(({ name, value }, index) => (
        <React.Fragment key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </React.Fragment>
      ))}
      {!raw && (
        <>
          <dt className={styles.sum}>{t('table.self', 'Self')}</dt>
          <dd className={styles.sum}>{self.text} %</dd>
        </>
      )}
    </dl>
  );
}

const DISTRIBUTION_WIDTH = 36;
const DISTRIBUTION_SEGMENTS = 9;

export function CallersCell({
  row,
  analysis,
  withBar,
}: {
  readonly row: Row;
  readonly analysis: Analysis;
  readonly withBar: boolean;
}) {
  const styles = useStyles2(getStyles);
  const { owned } = row.fanIn;
  return (
    <span className={styles.callers}>
      {withBar && owned.length > 0 && <Distribution shares={owned.map(({ share }) => share)} />}
      <span className={mergedClass(styles.number, owned.length === 0 && styles.muted)}>
        {callersText(row.fanIn, analysis.thresholds.dominantCaller)}
      </span>
    </span>
  );
}

function Distribution({ shares }: { readonly shares: readonly number[] }) {
  const styles = useStyles2(getStyles);
  const shown = shares.slice(0, DISTRIBUTION_SEGMENTS);
  const total = shown.reduce((sum, share) => sum + share, 0) || 1;
  const drawable = DISTRIBUTION_WIDTH - (shown.length - 1);
  const widths = shown.map((share) => Math.max(1, (share / total) * drawable));
  const startOf = (index: number) => widths.slice(0, index).reduce((sum, width) => sum + width + 1, 0);
  return (
    <svg className={styles.fixed} width={DISTRIBUTION_WIDTH} height={10} aria-hidden="true">
      {widths.map((width, index) => (
        <rect
          key={index}
          x={startOf(index)}
          width={width}
          height={10}
          rx={1}
          className={index === 0 ? styles.firstCaller : styles.otherCaller}
        />
      ))}
    </svg>
  );
}

export function EditCell({ row, withPlace }: { readonly row: Row; readonly withPlace: boolean }) {
  const styles = useStyles2(getStyles);
  if (row.verdict === 'fix' && row.site) {
    const place = withPlace ? placeText(row.site) : '';
    const packageName = shortPackage(row.site.packageName);
    // A module is its file: `score.js:2 score.js` says it twice.
    const detail = withPlace && !place.startsWith(packageName) ? packageName : '';
    return <FunctionName func={row.site} place={place} detail={detail} />;
  }
  return (
    <span data-muted className={styles.muted}>
      {row.need ? needText(row.need) : NOT_APPLICABLE}
    </span>
  );
}

interface WorthProps {
  readonly saving: Interval | null;
  readonly axis: number;
  /** px of the drawn axis; 0 draws none */
  readonly axisWidth: number;
}

export function WorthCell({ saving, axis, axisWidth }: WorthProps) {
  const styles = useStyles2(getStyles);
  if (!saving) {
    return (
      <span data-muted className={styles.muted}>
        {NOT_APPLICABLE}
      </span>
    );
  }
  const { point, range } = savingTexts(saving);
  return (
    <span className={mergedClass(styles.worth, axisWidth === 0 && styles.worthRight)}>
      {axisWidth > 0 && <IntervalMark saving={saving} axis={axis} width={axisWidth} />}
      <span className={mergedClass(styles.worthPoint, axisWidth > 0 && styles.worthColumn)}>{point}</span>
      <span data-muted className={styles.muted}>
        {range}
      </span>
    </span>
  );
}

function IntervalMark({
  saving,
  axis,
  width,
}: {
  readonly saving: Interval;
  readonly axis: number;
  readonly width: number;
}) {
  const styles = useStyles2(getStyles);
  const x = (share: number) => (Math.min(axis, Math.max(0, share)) / axis) * width;
  const from = x(saving.p10);
  const point = Math.min(width - 1, Math.max(1, x(saving.p50)));
  return (
    <svg className={styles.fixed} width={width} height={12} aria-hidden="true">
      <path className={styles.axis} d={`M0 6H${width}`} />
      <rect className={styles.range} x={from} y={2} width={Math.max(3, x(saving.p90) - from)} height={8} rx={1} />
      <path className={styles.point} d={`M${point} 0V12`} />
    </svg>
  );
}

/** Samples; with a caution where there are too few for a verdict. */
export function SamplesCell({ samples, needed }: { readonly samples: number; readonly needed: number }) {
  const styles = useStyles2(getStyles);
  const text = formatSamples(samples);
  return samples < needed ? (
    <Tip
      content={t('table.verdicts-need-samples', 'Verdicts need {{needed}} samples.', { needed: formatSamples(needed) })}
    >
      <TipAnchor data-figure className={styles.low}>
        <Icon name="exclamation-triangle" size="xs" />
        {text}
      </TipAnchor>
    </Tip>
  ) : (
    <span data-muted data-figure className={styles.muted}>
      {text}
    </span>
  );
}

/** A share as bar and number, for the lists of callers and callees. */
export function ShareBar({ share, width }: { readonly share: number; readonly width: number }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <span className={styles.track} style={{ flex: 'none', width, maxWidth: 'none', height: 8 }} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.min(100, 100 * share)}%`, height: 8 }} />
      </span>
      <span className={styles.shareNumber}>{formatShare(share)}</span>
    </>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => {
  const tabular = { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;
  return {
    self: css({ display: 'flex', alignItems: 'center', gap: 8 }),
    track: css({ flex: 1, height: 10, maxWidth: 72, background: ink(theme, 0.08), borderRadius: 1, display: 'block' }),
    bar: css({ display: 'block', height: 10, background: ink(theme, 0.62), borderRadius: 1 }),
    selfNumber: css({ ...tabular, width: 32, textAlign: 'right' }),
    parts: css({
      display: 'grid',
      gridTemplateColumns: '1fr auto',
      columnGap: theme.spacing(2),
      margin: 0,
      fontSize: theme.typography.bodySmall.fontSize,
      '& dt': { fontWeight: theme.typography.fontWeightRegular },
      '& dd': { ...tabular, margin: 0, textAlign: 'right' },
    }),
    sum: css({ borderTop: `1px solid ${theme.colors.border.medium}`, fontWeight: theme.typography.fontWeightMedium }),
    callers: css({ display: 'flex', alignItems: 'center', gap: 8 }),
    number: css(tabular),
    muted: css({ ...tabular, color: theme.colors.text.secondary }),
    fixed: css({ flex: 'none' }),
    firstCaller: css({ fill: ink(theme, 0.9) }),
    otherCaller: css({ fill: ink(theme, 0.56) }),
    worth: css({ display: 'flex', alignItems: 'center', gap: 6 }),
    worthRight: css({ justifyContent: 'flex-end' }),
    worthPoint: css({ ...tabular, fontWeight: theme.typography.fontWeightMedium }),
    worthColumn: css({ width: 42, textAlign: 'right' }),
    axis: css({ stroke: ink(theme, 0.16) }),
    range: css({ fill: ink(theme, 0.5) }),
    point: css({ stroke: theme.colors.text.maxContrast, strokeWidth: 2 }),
    low: css({ ...tabular, display: 'inline-flex', alignItems: 'center', gap: 3, color: theme.colors.warning.text }),
    shareNumber: css({ ...tabular, width: 48, textAlign: 'right' }),
  };
});
