/**
 * The dashboard for profile files: of the shipped one the hotspot panel alone, with its profile queries. Tiles, charts and
 * variables of Prometheus would stand empty, as a profile file has no request metrics.
 */
const PANEL_TYPE = 'fixlayer-hotpath-panel';
const PROFILE_DATASOURCE = 'fixlayer-pyroscope-datasource';
const GRID_COLUMNS = 24;
/** A file is on this machine already: nothing is saved by hiding a part of it. The largest limit that the data source takes. */
const ALL_NODES = 1_000_000;

interface Dashboard {
  readonly title?: string;
  readonly links?: unknown;
  readonly panels: ReadonlyArray<{
    readonly type: string;
    readonly gridPos: object;
    readonly targets?: ReadonlyArray<{ readonly datasource?: { readonly type?: string } }>;
  }>;
  readonly templating: {
    readonly list: ReadonlyArray<{
      readonly type: string;
      readonly query?: unknown;
      readonly datasource?: { readonly type?: string };
    }>;
  };
}

/** @param panelType  what draws the profile; another one than ours gets our profile query alone */
export function fileDashboard(dashboard: Dashboard, panelType = PANEL_TYPE): Dashboard {
  return {
    ...dashboard,
    title: 'Profile file',
    links: [],
    panels: dashboard.panels
      .filter(({ type }) => type === PANEL_TYPE)
      .map((panel) => ({
        ...panel,
        type: panelType,
        gridPos: { ...panel.gridPos, x: 0, y: 0, w: GRID_COLUMNS },
        targets: panel.targets
          ?.filter(({ datasource }) => datasource?.type === PROFILE_DATASOURCE)
          .map((target) => ({ ...target, maxNodes: ALL_NODES })),
      })),
    templating: {
      list: dashboard.templating.list.filter(({ type, query, datasource }) =>
        type === 'datasource' ? query === PROFILE_DATASOURCE : datasource?.type === PROFILE_DATASOURCE
      ),
    },
  };
}
