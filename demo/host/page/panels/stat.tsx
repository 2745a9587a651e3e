/** "stat": one big value a series, with its links. */
import React from 'react';
import {
  type FieldDisplay,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  PanelPlugin,
  type PanelProps,
  VizOrientation,
} from '@grafana/data';
import { type VizTextDisplayOptions } from '@grafana/schema';
import {
  BigValue,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  DataLinksContextMenu,
  useTheme2,
  VizRepeater,
} from '@grafana/ui';

interface StatOptions {
  readonly reduceOptions: { readonly calcs: string[]; readonly fields?: string; readonly values?: boolean };
  readonly orientation?: VizOrientation;
  readonly colorMode?: BigValueColorMode;
  readonly graphMode?: BigValueGraphMode;
  readonly textMode?: BigValueTextMode;
  readonly wideLayout?: boolean;
  readonly text?: VizTextDisplayOptions;
}

function StatPanel({
  data,
  options,
  fieldConfig,
  width,
  height,
  replaceVariables,
  timeZone,
  renderCounter,
}: PanelProps<StatOptions>) {
  const theme = useTheme2();
  const getValues = () =>
    getFieldDisplayValues({
      data: data.series,
      reduceOptions: options.reduceOptions,
      fieldConfig,
      replaceVariables,
      theme,
      timeZone,
      sparkline: options.graphMode !== BigValueGraphMode.None,
    });
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      width={width}
      height={height}
      source={data}
      renderCounter={renderCounter}
      autoGrid
      orientation={options.orientation ?? VizOrientation.Auto}
      renderValue={({ value, width, height, count, alignmentFactors }) => {
        const bigValue = (onClick?: React.MouseEventHandler<HTMLElement>) => (
          <BigValue
            value={(value as FieldDisplay).display}
            width={width}
            height={height}
            count={count}
            alignmentFactors={alignmentFactors}
            colorMode={options.colorMode ?? BigValueColorMode.Value}
            graphMode={options.graphMode ?? BigValueGraphMode.None}
            textMode={options.textMode ?? BigValueTextMode.Auto}
            disableWideLayout={!options.wideLayout}
            text={options.text}
            theme={theme}
            onClick={onClick}
          />
        );
        const { hasLinks, getLinks } = value as FieldDisplay;
        return hasLinks && getLinks ? (
          <DataLinksContextMenu links={getLinks}>{({ openMenu }) => bigValue(openMenu)}</DataLinksContextMenu>
        ) : (
          bigValue()
        );
      }}
    />
  );
}

export const statPanel = new PanelPlugin<StatOptions>(StatPanel).useFieldConfig();
