/** The dashboard that is refreshed for half an hour: six panels out of the shipped ones, so that it asks what users' do. */
import fs from 'node:fs';
import path from 'node:path';

interface PanelJson {
  readonly type: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
}
interface DashboardJson {
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: ReadonlyArray<{ readonly name: string }> };
}

export const SOAK_UID = 'fixlayer-soak';

/** What is taken from each dashboard: its first panels of a type. */
const TAKEN = [
  { file: 'slo-and-fix-layer.json', type: 'fixlayer-hotpath-panel', count: 1, width: 24, height: 16 },
  { file: 'on-call.json', type: 'stat', count: 1, width: 6, height: 8 },
  { file: 'on-call.json', type: 'timeseries', count: 3, width: 6, height: 8 },
  { file: 'on-call.json', type: 'table', count: 1, width: 24, height: 10 },
] as const;

/** @throws Error where the shipped dashboards have not the panels that are taken */
export function soakDashboard(): unknown {
  const read = (file: string): DashboardJson =>
    JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'src', 'dashboards', file), 'utf8')) as DashboardJson;
  let [x, y] = [0, 0];
  const panels = TAKEN.flatMap(({ file, type, count, width, height }) => {
    const found = read(file).panels.filter((panel) => panel.type === type);
    if (found.length < count) {
      throw new Error(`${file} has ${found.length} panels of type ${type}, the soak takes ${count}`);
    }
    return found.slice(0, count).map((panel) => ({ panel, width, height }));
  }).map(({ panel, width, height }, i) => {
    const gridPos = { x, y, w: width, h: height };
    x = (x + width) % 24;
    y += x === 0 ? height : 0;
    return { ...panel, id: i + 1, gridPos };
  });
  // The service of the one dashboard is a single one, which the panel needs; the other brings what is missing.
  const variables = new Map(
    [...read('on-call.json').templating.list, ...read('slo-and-fix-layer.json').templating.list].map((variable) => [
      variable.name,
      variable,
    ])
  );
  return {
    uid: SOAK_UID,
    title: 'Six panels, refreshed',
    time: { from: 'now-15m', to: 'now' },
    refresh: `${REFRESH_MS / 1000}s`,
    templating: { list: [...variables.values()] },
    panels,
  };
}

export const REFRESH_MS = 5_000;
