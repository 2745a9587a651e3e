/** "timeseries": lines over time with legend, thresholds, shared hover and drag-to-zoom (the package's deprecated TimeSeries, pinned). */
import React, { useMemo } from 'react';
import {
  type DataFrame,
  DashboardCursorSync,
  dateTimeFormat,
  getFieldDisplayName,
  PanelPlugin,
  type PanelProps,
} from '@grafana/data';
import {
  GraphDrawStyle,
  type GraphFieldConfig,
  LegendDisplayMode,
  LineInterpolation,
  StackingMode,
  VisibilityMode,
  type VizLegendOptions,
} from '@grafana/schema';
import { EventBusPlugin, TimeSeries, TooltipPlugin2, usePanelContext } from '@grafana/ui';
import { withDefaults } from './customConfig';

interface TimeSeriesOptions {
  readonly legend?: VizLegendOptions;
}

/** TooltipHoverMode is a const enum of the package: 1 = all series at one x. */
const hoverAllSeries = 1 as never;

const noLegend: VizLegendOptions = {
  showLegend: false,
  displayMode: LegendDisplayMode.Hidden,
  placement: 'bottom',
  calcs: [],
};

/** Joining the frames forgets the names that were worked out from labels and options, so they are written down first. */
const withNames = (frames: DataFrame[]): DataFrame[] =>
  frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => ({
      ...field,
      config: { ...field.config, displayName: getFieldDisplayName(field, frame, frames) },
    })),
  }));

function TimeSeriesPanel({
  data,
  options,
  width,
  height,
  timeRange,
  timeZone,
  onChangeTimeRange,
}: PanelProps<TimeSeriesOptions>) {
  const { eventBus, sync, eventsScope } = usePanelContext();
  const frames = useMemo(() => withNames(data.series), [data.series]);
  if (data.series.length === 0) {
    return <p>No data</p>;
  }
  const syncMode = sync?.() ?? DashboardCursorSync.Off;
  return (
    <TimeSeries
      frames={frames}
      structureRev={data.structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={options.legend ?? noLegend}
    >
      {(config, alignedFrame) => (
        <>
          {syncMode !== DashboardCursorSync.Off && (
            <EventBusPlugin config={config} eventBus={eventBus} frame={alignedFrame} />
          )}
          <TooltipPlugin2
            config={config}
            hoverMode={hoverAllSeries}
            syncMode={syncMode}
            syncScope={eventsScope}
            queryZoom={onChangeTimeRange}
            render={(_plot, indexes) => (
              <table>
                <caption>{dateTimeFormat(alignedFrame.fields[0]?.values[indexes[0] ?? 0], { timeZone })}</caption>
                <tbody>
                  {alignedFrame.fields.slice(1).map((field, index) => (
                    <tr key={index}>
                      <th scope="row">{getFieldDisplayName(field, alignedFrame)}</th>
                      <td>{field.display?.(field.values[indexes[index + 1] ?? -1])?.text}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          />
        </>
      )}
    </TimeSeries>
  );
}

/** What Grafana's field options fall back to; the drawing code expects each of them to be set. */
const defaults: GraphFieldConfig = {
  drawStyle: GraphDrawStyle.Line,
  lineInterpolation: LineInterpolation.Linear,
  lineWidth: 1,
  fillOpacity: 0,
  pointSize: 5,
  showPoints: VisibilityMode.Auto,
  spanNulls: false,
  stacking: { mode: StackingMode.None, group: 'A' },
  hideFrom: { legend: false, tooltip: false, viz: false },
  axisLabel: undefined,
  axisSoftMin: undefined,
  axisSoftMax: undefined,
  lineStyle: undefined,
  thresholdsStyle: undefined,
};

export const timeSeriesPanel = new PanelPlugin<TimeSeriesOptions>(TimeSeriesPanel).useFieldConfig({
  useCustomConfig: withDefaults(defaults),
});
