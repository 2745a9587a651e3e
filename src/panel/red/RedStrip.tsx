/**
 * The RED strip: rate, errors and duration of the service, with the slow requests that lead to their own profiles.
 *
 * It stands above the table and depends on metrics alone: whatever is missing here hides nothing below.
 */
import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { DashboardCursorSync, type EventBus, type GrafanaTheme2, type TimeZone } from '@grafana/data';
import { usePanelContext, useStyles2 } from '@grafana/ui';
import type { Exemplar } from '../../correlate/exemplars';
import type { RedModel } from '../../correlate/red';
import type { Region } from '../../correlate/requestGroups';
import { t } from '../../shared/ui/i18n/translate';
import { BrushLayer } from '../brush/BrushLayer';
import type { ChartInputs } from './chartConfig';
import { chooseDots } from './chooseDots';
import { createCrosshair } from './crosshair';
import { ExemplarDots } from './ExemplarDots';
import { formatSamples } from '../../shared/lib/format';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { formatLatency, formatRate, formatRatio } from './formatRed';
import { RedChart } from './RedChart';
import {
  DurationHeader,
  errorRatioAt,
  ErrorsHeader,
  isCounted,
  rateAt,
  RateHeader,
  valueAt,
  type HeaderSize,
} from './RedHeaders';
import { SlowRequests } from './SlowRequests';
import { redTestIds } from './testIds';

export interface RedStripProps {
  readonly red: RedModel;
  /** CSS pixels of the panel's content */
  readonly width: number;
  readonly timeRange: { readonly fromMs: number; readonly toMs: number };
  readonly timeZone: TimeZone;
  /** `key` of the exemplar whose profile is shown; null in service scope */
  readonly pickedKey: string | null;
  /** the dashboard's bus for a shared crosshair; default: the one of the panel's context */
  readonly eventBus?: EventBus;
  onPickExemplar(exemplar: Exemplar): void;
  /** comparing requests with others; left out where nothing can be asked */
  readonly brush?: {
    /** what is compared now */
    readonly region: Region | null;
    compareRegion(region: Region): void;
    compareSlow(): void;
  };
}

const GAP = 16;
/** Below this width of the duration chart its legend leaves no room for the whole label. */
const FULL_LABEL_WIDTH = 470;
/** Widths of the three charts. */
const SHARES = [0.29, 0.29, 0.42];
/** Sparklines share the width almost evenly; the third header holds a button. */
const SPARK_SHARES = [0.28, 0.28, 0.44];

export function RedStrip({
  red,
  width,
  timeRange,
  timeZone,
  pickedKey,
  eventBus,
  onPickExemplar,
  brush,
}: RedStripProps) {
  const styles = useStyles2(getStyles);
  const context = usePanelContext();
  const [{ crosshair, connect }] = useState(createCrosshair);
  const bus = eventBus ?? context.eventBus;
  const { sync } = context;
  useEffect(() => connect(bus, () => sync === undefined || sync() !== DashboardCursorSync.Off), [connect, bus, sync]);

  const { fromMs, toMs } = timeRange;
  const { slowSeconds, sloSeconds, deploys } = red;
  const dots = useMemo(() => chooseDots(red.exemplars, red.slow, pickedKey), [red, pickedKey]);
  const inputs = useMemo<ChartInputs>(
    () => ({ fromMs, toMs, deploys, limitSeconds: null, largestDot: 0 }),
    [fromMs, toMs, deploys]
  );
  const durationInputs = useMemo<ChartInputs>(
    () => ({
      fromMs,
      toMs,
      deploys,
      limitSeconds: sloSeconds,
      largestDot: Math.max(0, ...dots.map((dot) => dot.valueSeconds)),
    }),
    [fromMs, toMs, deploys, sloSeconds, dots]
  );

  if (hasNoQueries(red)) {
    return (
      <p className={styles.note} data-testid={redTestIds.strip}>
        {t(
          'red.no-metrics-in-this-panel',
          'No metrics in this panel. Add queries named rate, errors, p50, p95 and p99 to see them here.'
        )}
      </p>
    );
  }

  const bare = width < 640;
  const size: HeaderSize = bare ? 'spark' : width < 1000 ? 'compact' : 'full';
  const [rateWidth, errorsWidth, durationWidth] = chartWidths(width, bare);
  const shared = { bare, timeZone, crosshair };
  return (
    <div className={styles.strip} data-testid={redTestIds.strip}>
      <RedChart
        {...shared}
        kind="rate"
        chart={red.rate}
        inputs={inputs}
        width={rateWidth}
        withDeployLabel
        label={describe(t('red.rate', 'Rate'), t('red.mean', 'mean'), rateAt(red, null), formatRate)}
        header={<RateHeader red={red} crosshair={crosshair} size={size} timeZone={timeZone} />}
      />
      <RedChart
        {...shared}
        kind="errors"
        chart={red.errors}
        inputs={inputs}
        width={errorsWidth}
        label={describe(
          t('red.errors', 'Errors'),
          isCounted(red) ? t('red.of-all-requests', 'of all requests') : t('red.last-value-aside', 'last value'),
          errorRatioAt(red, null),
          formatRatio
        )}
        header={<ErrorsHeader red={red} crosshair={crosshair} size={size} />}
      />
      <RedChart
        {...shared}
        kind="duration"
        chart={red.duration}
        inputs={durationInputs}
        width={durationWidth}
        label={t('red.with-dots', '{{duration}}, {{dots}} requests as dots', {
          duration: describe(
            t('red.duration', 'Duration'),
            t('red.last-value-aside', 'last value'),
            valueAt(red.duration, 'p99', null),
            formatLatency
          ),
          dots: formatSamples(red.exemplars.length),
        })}
        header={
          <DurationHeader red={red} crosshair={crosshair} size={size}>
            {canListRequests(red) && (
              <SlowRequests
                slow={red.slow}
                slowSeconds={slowSeconds}
                limitIsObjective={red.sloSeconds !== null}
                exemplarCount={red.exemplars.length}
                pickedKey={pickedKey}
                timeZone={timeZone}
                maxWidth={width}
                short={durationWidth < FULL_LABEL_WIDTH}
                onPick={onPickExemplar}
                onCompare={brush?.compareSlow}
              />
            )}
          </DurationHeader>
        }
        overlay={(plot) => (
          <>
            {brush && dots.length > 0 && <BrushLayer plot={plot} region={brush.region} onBrush={brush.compareRegion} />}
            <ExemplarDots
              plot={plot}
              dots={dots}
              slowSeconds={slowSeconds}
              pickedKey={pickedKey}
              timeZone={timeZone}
              onPick={onPickExemplar}
            />
          </>
        )}
      />
    </div>
  );
}

/** Whole pixels, so that uPlot's canvas and the layout agree. */
function chartWidths(width: number, bare: boolean): number[] {
  const free = Math.max(0, width - 2 * GAP);
  return (bare ? SPARK_SHARES : SHARES).map((share) => Math.floor(free * share));
}

function hasNoQueries({ rate, errors, duration }: RedModel): boolean {
  return [rate, errors, duration].every((chart) => chart.kind === 'absent' && chart.absence.kind === 'no-query');
}

/** While the query is on its way, or when it failed, nothing is known about requests; the chart says so itself. */
function canListRequests({ exemplars, duration }: RedModel): boolean {
  const unknown =
    duration.kind === 'absent' && (duration.absence.kind === 'failed' || duration.absence.kind === 'loading');
  return exemplars.length > 0 || !unknown;
}

function describe(name: string, which: string, value: number | null, format: (value: number) => string): string {
  return value === null ? t('red.no-value', '{{name}}, no value', { name }) : `${name}, ${which} ${format(value)}`;
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  strip: css({ display: 'flex', gap: GAP, fontFamily: theme.typography.fontFamily }),
  note: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '20px',
  }),
}));
