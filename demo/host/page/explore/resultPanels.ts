/** Which panel draws which frames, by what the frames ask for in their meta, as Grafana's Explore decides it. */
import { type DataFrame } from '@grafana/data';

export interface ResultPanel {
  readonly pluginId: string;
  readonly title: string;
  readonly frames: readonly DataFrame[];
  readonly height: number;
}

const heights: Readonly<Record<string, number>> = { flamegraph: 520, timeseries: 300, table: 400 };
/** Of a panel plugin, which brings more than one drawing. */
const PLUGIN_HEIGHT = 760;

const panelOfType: Readonly<Record<string, string>> = {
  flamegraph: 'flamegraph',
  graph: 'timeseries',
  table: 'table',
};

/** Lines of one unit share a panel; everything else has one for each frame. */
export function resultPanels(frames: readonly DataFrame[], installed: readonly string[]): ResultPanel[] {
  const panels = new Map<string, ResultPanel>();
  frames.forEach((frame, i) => {
    const pluginId = panelOf(frame, installed);
    const key = pluginId === 'timeseries' ? `${pluginId} ${unitOf(frame)}` : `${pluginId} ${i}`;
    const before = panels.get(key);
    panels.set(key, {
      pluginId,
      title: [...new Set([...(before?.frames ?? []), frame].map(({ name = 'Result' }) => name))].join(', '),
      frames: [...(before?.frames ?? []), frame],
      height: heights[pluginId] ?? PLUGIN_HEIGHT,
    });
  });
  return [...panels.values()];
}

function panelOf({ meta, fields }: DataFrame, installed: readonly string[]): string {
  const own = meta?.preferredVisualisationPluginId;
  if (own !== undefined && installed.includes(own)) {
    return own;
  }
  const byType = panelOfType[meta?.preferredVisualisationType ?? ''];
  return byType ?? (fields.some(({ type }) => type === 'time') ? 'timeseries' : 'table');
}

function unitOf({ fields }: DataFrame): string {
  return fields.find(({ type }) => type === 'number')?.config.unit ?? '';
}
