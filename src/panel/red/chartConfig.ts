/** How each of the three charts is drawn: one uPlot configuration a chart, colours from the theme only. */
import type { GrafanaTheme2, TimeZone } from '@grafana/data';
import { AxisPlacement, ScaleDistribution, ScaleDirection, ScaleOrientation, VisibilityMode } from '@grafana/schema';
import { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';
import type { DeployMarker } from '../../correlate/deploys';
import { ink } from '../../shared/ui/theme/ink';
import { drawDeploys, drawSlowRegion } from './drawMarks';
import { formatLimit } from './formatRed';
import { durationRange, durationTicks, niceMaximum } from './scaleMath';

export type ChartKind = 'rate' | 'errors' | 'duration';

/** What may change from refresh to refresh without building the chart anew. */
export interface ChartInputs {
  readonly fromMs: number;
  readonly toMs: number;
  readonly deploys: readonly DeployMarker[];
  /** the objective's limit, drawn as a line; null = none */
  readonly limitSeconds: number | null;
  /** largest value outside the lines that the y axis has to hold: the slowest dot; 0 for none */
  readonly largestDot: number;
}

export interface ChartSetup {
  readonly kind: ChartKind;
  readonly theme: GrafanaTheme2;
  readonly timeZone: TimeZone;
  /** sparkline: the line alone, no axes */
  readonly bare: boolean;
  /** asked while drawing, so always current */
  readonly inputs: () => ChartInputs;
  readonly withDeployLabel: boolean;
}

export const CHART_HEIGHT = 108;
export const SPARKLINE_HEIGHT = 32;
/** room above the plot for deploy flags */
const FLAG_SPACE = 10;
const X_AXIS_SIZE = 20;
const Y_AXIS_SIZE: Record<ChartKind, number> = { rate: 34, errors: 40, duration: 52 };

/** Line parts of each chart in the order of uPlot's series (index 0 is time). Drawn in this order, so p99 lies on top. */
export const CHART_PARTS = { rate: ['rate'], errors: ['errors'], duration: ['p50', 'p95', 'p99'] } as const;

export function buildChartConfig(setup: ChartSetup): UPlotConfigBuilder {
  const { kind, theme, timeZone, bare, inputs } = setup;
  const builder = new UPlotConfigBuilder(timeZone);
  builder.addScale({
    scaleKey: 'x',
    isTime: true,
    orientation: ScaleOrientation.Horizontal,
    direction: ScaleDirection.Right,
    range: () => [inputs().fromMs, inputs().toMs],
  });
  builder.addScale({
    scaleKey: 'y',
    orientation: ScaleOrientation.Vertical,
    direction: ScaleDirection.Up,
    ...(kind === 'duration'
      ? { distribution: ScaleDistribution.Log, log: 10, range: durationScale(inputs) }
      : { range: (_, __, dataMax) => [0, niceMaximum(dataMax ?? 0)] }),
  });
  builder.setPadding(bare ? [2, 0, 2, 0] : [FLAG_SPACE, 2, 0, 0]);
  builder.setCursor({
    x: !bare,
    y: false,
    drag: { x: false, y: false, setScale: false },
    ...(bare && { points: { show: false } }),
  });
  addAxes(builder, setup);
  addSeries(builder, setup);
  if (!bare) {
    if (kind === 'duration') {
      builder.addHook('drawClear', (u) => drawSlowRegion(u, theme, inputs().limitSeconds));
    }
    builder.addHook('draw', (u) => drawDeploys(u, theme, inputs().deploys, { withLabel: setup.withDeployLabel }));
  }
  return builder;
}

function durationScale(inputs: ChartSetup['inputs']): uPlot.Range.Function {
  return (_, dataMin, dataMax) => {
    const { limitSeconds, largestDot } = inputs();
    const { min, max } = durationRange([dataMin, dataMax, limitSeconds, largestDot]);
    return [min, max];
  };
}

function addAxes(builder: UPlotConfigBuilder, { kind, theme, timeZone, bare, inputs }: ChartSetup) {
  const shared = { theme, color: theme.colors.text.secondary, ticks: { show: false } };
  builder.addAxis({
    ...shared,
    scaleKey: 'x',
    isTime: true,
    timeZone,
    placement: AxisPlacement.Bottom,
    grid: { show: false },
    size: X_AXIS_SIZE,
    gap: 4,
    show: !bare,
    filter: withoutCutLabels,
    incrs: TIME_STEPS_MS,
  });
  builder.addAxis({
    ...shared,
    scaleKey: 'y',
    placement: AxisPlacement.Left,
    grid: { show: true },
    size: Y_AXIS_SIZE[kind],
    gap: 6,
    show: !bare,
    ...(kind === 'duration'
      ? {
          splits: (u: uPlot) =>
            durationTicks({ min: u.scales.y.min ?? 0.1, max: u.scales.y.max ?? 1 }, inputs().limitSeconds),
          // uPlot hides labels between decades on log axes; ours are chosen to fit.
          filter: (_: uPlot, splits: number[]) => splits,
          values: (_: uPlot, splits: number[]) => splits.map(formatLimit),
        }
      : {
          splits: (_: uPlot, __: number, ___: number, max: number) => [0, max / 2, max],
          values: (_: uPlot, splits: number[]) => splits.map((value) => formatTick(kind, value)),
        }),
  });
}

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];
const times = (unit: number, counts: readonly number[]) => counts.map((count) => count * unit);
/**
 * Distances of time labels. uPlot's own know nothing between one and five minutes: a chart of a few minutes in a third of
 * the panel's width would have one label.
 */
const TIME_STEPS_MS = [
  ...times(SECOND, [1, 5, 10, 15, 30]),
  ...times(MINUTE, [1, 2, 5, 10, 15, 30]),
  ...times(HOUR, [1, 2, 3, 4, 6, 8, 12]),
  ...times(DAY, [1, 2, 3, 5, 7, 10, 15, 30, 60, 90, 180, 365]),
];

/** Half of a label like `14:30`; one that is centred nearer to the canvas' right edge would be cut. */
const HALF_TIME_LABEL = 16;

const withoutCutLabels: uPlot.Axis.Filter = (u, splits) => {
  const { min, max } = u.scales.x;
  if (min == null || max == null) {
    return splits;
  }
  const margin = (HALF_TIME_LABEL / u.width) * (max - min);
  return splits.map((split) => (split != null && max - split >= margin ? split : null));
};

function formatTick(kind: ChartKind, value: number): string {
  const shown = Number((kind === 'errors' ? value * 100 : value).toPrecision(3));
  return kind === 'errors' && value !== 0 ? `${shown}\u00a0%` : String(shown);
}

function addSeries(builder: UPlotConfigBuilder, { kind, theme, bare }: ChartSetup) {
  const red = theme.visualization.getColorByName('red');
  const looks = {
    rate: { lineColor: ink(theme, 0.85), lineWidth: 1.25 },
    errors: { lineColor: red, lineWidth: 1.25, fillOpacity: bare ? 0 : 14 },
    p50: {
      lineColor: ink(theme, 0.6),
      lineWidth: 1.25,
      lineStyle: { fill: 'dash' as const, dash: [3, 2] },
      show: !bare,
    },
    p95: { lineColor: ink(theme, 0.75), lineWidth: 1.25, show: !bare },
    p99: { lineColor: theme.colors.text.maxContrast, lineWidth: 1.6 },
  };
  for (const part of CHART_PARTS[kind]) {
    builder.addSeries({
      theme,
      scaleKey: 'y',
      spanNulls: false,
      // A point with gaps on both sides has no line; without this it would be invisible.
      showPoints: VisibilityMode.Always,
      pointSize: 4,
      pointsFilter: isolatedPoints,
      ...looks[part],
    });
  }
}

const isolatedPoints: uPlot.Series.Points.Filter = (u, seriesIdx) => {
  const values = u.data[seriesIdx];
  const alone: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] != null && values[i - 1] == null && values[i + 1] == null) {
      alone.push(i);
    }
  }
  return alone;
};
