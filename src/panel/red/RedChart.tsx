/** One chart of the strip: the lines, or the reason why there are none. */
import React, { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { css, keyframes } from '@emotion/css';
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { UPlotChart, useStyles2, useTheme2 } from '@grafana/ui';
import type uPlot from 'uplot';
import type { RedChartModel } from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { absenceText } from './absenceText';
import {
  buildChartConfig,
  CHART_HEIGHT,
  CHART_PARTS,
  SPARKLINE_HEIGHT,
  type ChartInputs,
  type ChartKind,
} from './chartConfig';
import type { Crosshair } from './crosshair';
import { redTestIds } from './testIds';

export interface RedChartProps {
  readonly kind: ChartKind;
  readonly chart: RedChartModel<string>;
  readonly inputs: ChartInputs;
  readonly width: number;
  readonly bare: boolean;
  readonly timeZone: TimeZone;
  readonly crosshair: Crosshair;
  readonly withDeployLabel?: boolean;
  /** what the chart shows, in one sentence, for those who do not see it */
  readonly label: string;
  readonly header: React.ReactNode;
  /** elements over the plot area, positioned by the plot's scales */
  readonly overlay?: (plot: uPlot) => React.ReactNode;
}

export function RedChart({ kind, chart, width, bare, label, header, ...rest }: RedChartProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.chart} style={{ width }} aria-label={label} data-testid={redTestIds.chart(kind)}>
      <div className={styles.header}>{header}</div>
      {chart.kind === 'lines' ? (
        <Plot kind={kind} chart={chart} width={width} bare={bare} {...rest} />
      ) : (
        <Absence kind={kind} chart={chart} bare={bare} />
      )}
    </section>
  );
}

type PlotProps = Omit<RedChartProps, 'chart' | 'header' | 'label'> & {
  readonly chart: Extract<RedChartModel<string>, { kind: 'lines' }>;
};

function Plot({ kind, chart, inputs, width, bare, timeZone, crosshair, withDeployLabel = false, overlay }: PlotProps) {
  const theme = useTheme2();
  const [latest] = useState(() => latestOf(inputs));
  const [plot, setPlot] = useState<uPlot | null>(null);
  const [, redraw] = useState(0);

  // uPlot reads ranges and marks in a microtask after its data was set, so a layout effect is early enough.
  useLayoutEffect(() => latest.set(inputs), [latest, inputs]);

  const config = useMemo(() => {
    const builder = buildChartConfig({ kind, theme, timeZone, bare, inputs: latest.get, withDeployLabel });
    builder.addHook('setCursor', (u) => {
      // Only a pointer brings an event; cursors that we set ourselves must not be reported back.
      if (u.cursor.event != null) {
        const left = u.cursor.left ?? -1;
        crosshair.point(left < 0 ? null : u.posToVal(left, 'x'));
      }
    });
    // The overlay is placed by scales that exist only after drawing.
    builder.addHook('draw', () => redraw((count) => count + 1));
    return builder;
  }, [kind, theme, timeZone, bare, withDeployLabel, crosshair, latest]);

  useEffect(() => {
    if (plot === null) {
      return;
    }
    return crosshair.subscribe(() => {
      const time = crosshair.getTime();
      if (plot.cursor.event == null || time === null) {
        moveCursor(plot, time);
      }
    });
  }, [plot, crosshair]);

  // A new array for new inputs too: setting data is what makes uPlot read its ranges again.
  const data = useMemo<uPlot.AlignedData>(() => {
    const isLog = kind === 'duration';
    const gaps = (line: ReadonlyArray<number | null>) =>
      line.map((value) => (isLog && value !== null && value <= 0 ? null : value));
    const empty = chart.timesMs.map(() => null);
    return [[...chart.timesMs], ...CHART_PARTS[kind].map((part) => gaps(chart.lines[part] ?? empty))];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- inputs: see above
  }, [chart, kind, inputs]);

  return (
    <UPlotChart
      config={config}
      data={data}
      width={width}
      height={bare ? SPARKLINE_HEIGHT : CHART_HEIGHT}
      plotRef={setPlot}
    >
      {plot !== null && overlay !== undefined && !bare && createPortal(overlay(plot), plot.over)}
    </UPlotChart>
  );
}

/** Holds what uPlot's callbacks read; they run outside React. */
function latestOf<T>(initial: T) {
  let value = initial;
  return {
    get: () => value,
    set: (next: T) => {
      value = next;
    },
  };
}

function moveCursor(plot: uPlot, timeMs: number | null) {
  const { min, max } = plot.scales.x;
  const inView = timeMs !== null && min != null && max != null && timeMs >= min && timeMs <= max;
  const position = inView
    ? { left: plot.valToPos(timeMs, 'x'), top: plot.over.clientHeight / 2 }
    : { left: -10, top: -10 };
  plot.setCursor(position, false);
}

function Absence({
  kind,
  chart,
  bare,
}: {
  kind: ChartKind;
  chart: Extract<RedChartModel<string>, { kind: 'absent' }>;
  bare: boolean;
}) {
  const styles = useStyles2(getStyles);
  const text = absenceText(kind, chart.absence);
  const height = bare ? SPARKLINE_HEIGHT : CHART_HEIGHT;
  if (text === null) {
    return (
      <div className={styles.absence} style={{ height }}>
        <span className={styles.delayed}>{t('red.reading-metrics', 'Reading metrics…')}</span>
      </div>
    );
  }
  return (
    <div className={styles.absence} style={{ height }} title={[`${text.title}.`, text.cause, text.action].join(' ')}>
      <strong>{text.title}</strong>
      {!bare && (
        <>
          <span>{text.cause}</span>
          <span>{text.action}</span>
        </>
      )}
    </div>
  );
}

const appear = keyframes({ from: { visibility: 'hidden' }, to: { visibility: 'visible' } });

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  chart: css({ minWidth: 0, flex: 'none' }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    height: 20,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  }),
  absence: css({
    display: 'flex',
    flexDirection: 'column',
    // Side by side, the three begin on one line.
    paddingTop: theme.spacing(1.5),
    gap: 2,
    overflow: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '16px',
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
    '& > strong': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    // A data source's error can be long; the whole of it is in the tooltip.
    '& > span': { display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  }),
  /** said only if it takes longer than 300 ms */
  delayed: css({ animation: `${appear} 300ms step-end both` }),
}));
