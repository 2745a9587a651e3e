/** "flamegraph": the published component of Grafana's own flame graph panel. */
import React from 'react';
import { type DataFrame, PanelPlugin, type PanelProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { checkFields, FlameGraph, getMessageCheckFieldsResult } from '@grafana/flamegraph';

function FlameGraphPanel({ data }: PanelProps) {
  const frame: DataFrame | undefined = data.series[0];
  const wrong = frame && checkFields(frame);
  if (!frame || frame.length === 0) {
    return <p>No data</p>;
  }
  return wrong ? (
    <p>{getMessageCheckFieldsResult(wrong)}</p>
  ) : (
    <div style={{ height: '100%', overflow: 'auto' }}>
      <FlameGraph data={frame} getTheme={() => config.theme2} stickyHeader={false} vertical={false} />
    </div>
  );
}

export const flameGraphPanel = new PanelPlugin(FlameGraphPanel);
