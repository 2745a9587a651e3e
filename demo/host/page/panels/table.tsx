/** "table": the first frame, drawn by Grafana's table component (published as unstable: pinned with the packages). */
import React from 'react';
import { type DataFrame, getFieldDisplayName, PanelPlugin, type PanelProps } from '@grafana/data';
import { TableCellDisplayMode, TableCellHeight } from '@grafana/schema';
import { TableNG } from '@grafana/ui/unstable';
import { withDefaults } from './customConfig';

interface TableOptions {
  readonly sortBy?: Array<{ displayName: string; desc?: boolean }>;
  readonly cellHeight?: TableCellHeight;
}

function TablePanel({ data, options, fieldConfig, width, height, timeRange, title }: PanelProps<TableOptions>) {
  const frame = withDisplayNames(data.series[0] ?? { fields: [], length: 0 }, data.series);
  return (
    <TableNG
      ariaLabel={title}
      data={frame}
      width={width}
      height={height}
      fieldConfig={fieldConfig}
      timeRange={timeRange}
      structureRev={data.structureRev}
      sortBy={options.sortBy}
      cellHeight={options.cellHeight ?? TableCellHeight.Sm}
    />
  );
}

/** The component heads a column with `state.displayName`, which Grafana's own table panel fills. */
function withDisplayNames(frame: DataFrame, all: DataFrame[]): DataFrame {
  const named = frame.fields.map((field) => {
    const state = { ...field.state, displayName: getFieldDisplayName(field, frame, all) };
    return { ...field, state };
  });
  return { ...frame, fields: named };
}

const defaults = {
  align: 'auto',
  inspect: false,
  filterable: false,
  cellOptions: { type: TableCellDisplayMode.Auto },
  width: undefined,
  minWidth: undefined,
  hidden: undefined,
};

export const tablePanel = new PanelPlugin<TableOptions>(TablePanel).useFieldConfig({
  useCustomConfig: withDefaults(defaults),
});
