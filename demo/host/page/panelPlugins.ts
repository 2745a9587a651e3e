/** Panel plugins by id: the built one through the loader, the host's own (no core panel is published) from `panels/`. */
import { type PanelPlugin } from '@grafana/data';
import { config } from '@grafana/runtime';
import { importModule } from './loader';
import { flameGraphPanel } from './panels/flamegraph';
import { statPanel } from './panels/stat';
import { tablePanel } from './panels/table';
import { timeSeriesPanel } from './panels/timeseries';

const cache = new Map<string, PanelPlugin>();
const hostPanels: Readonly<Record<string, PanelPlugin>> = {
  flamegraph: flameGraphPanel,
  stat: statPanel,
  table: tablePanel as PanelPlugin,
  timeseries: timeSeriesPanel,
};

export const getPanelPluginFromCache = (id: string): PanelPlugin | undefined => cache.get(id);

export async function importPanelPlugin(id: string): Promise<PanelPlugin> {
  const known = cache.get(id);
  if (known) {
    return known;
  }
  const meta = config.panels[id];
  if (!meta) {
    throw new Error(`Panel plugin ${id} was not found`);
  }
  const plugin = hostPanels[id] ?? (await importModule<{ plugin: PanelPlugin }>(meta.module)).plugin;
  plugin.meta = meta;
  cache.set(id, plugin);
  return plugin;
}
