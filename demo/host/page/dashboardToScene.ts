/**
 * Translates a classic dashboard (the JSON that ships in the bundle) into a scene: time range, refresh, variables, panels
 * with targets, field options and links. Repeats, rows, annotations and library panels are not used by our dashboards and
 * are refused in words rather than left out silently.
 */
import { type DataLink, DashboardCursorSync, type DataSourceRef, type FieldConfigSource } from '@grafana/data';
import {
  behaviors,
  CustomVariable,
  DataSourceVariable,
  EmbeddedScene,
  QueryVariable,
  SceneControlsSpacer,
  type SceneDataQuery,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  type SceneObject,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  type SceneVariable,
  SceneVariableSet,
  TextBoxVariable,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import { PanelLinks } from './PanelLinks';

interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: GridPos;
  readonly datasource?: DataSourceRef;
  readonly targets?: SceneDataQuery[];
  readonly options?: Record<string, unknown>;
  readonly fieldConfig?: FieldConfigSource;
  readonly transformations?: [];
  readonly maxDataPoints?: number;
  readonly interval?: string;
  readonly transparent?: boolean;
  readonly links?: DataLink[];
  readonly repeat?: string;
}
interface VariableJson {
  readonly name: string;
  readonly label?: string;
  readonly type: string;
  readonly hide?: number;
  readonly query?: unknown;
  readonly regex?: string;
  readonly sort?: number;
  readonly refresh?: number;
  readonly datasource?: DataSourceRef;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly multi?: boolean;
  readonly definition?: string;
  readonly current?: { readonly value?: string | string[]; readonly text?: string | string[] };
}
export interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly time?: { readonly from: string; readonly to: string };
  readonly refresh?: string;
  readonly timezone?: string;
  readonly graphTooltip?: number;
  readonly links?: ReadonlyArray<{ readonly title: string; readonly url: string; readonly keepTime?: boolean }>;
  readonly templating?: { readonly list: readonly VariableJson[] };
  readonly panels: readonly PanelJson[];
}

function buildVariable(json: VariableJson): SceneVariable {
  const { name, label, hide, regex, sort, refresh, includeAll, allValue, current } = json;
  const common = { name, label, hide, value: current?.value ?? '', text: current?.text ?? '' };
  const choice = { ...common, includeAll, allValue, isMulti: json.multi, skipUrlSync: false };
  switch (json.type) {
    case 'datasource':
      return new DataSourceVariable({ ...choice, pluginId: String(json.query), regex });
    case 'query':
      return new QueryVariable({
        ...choice,
        query: json.query as string | SceneDataQuery,
        datasource: json.datasource ?? null,
        definition: json.definition,
        regex,
        sort,
        refresh,
      });
    case 'custom':
      return new CustomVariable({ ...choice, query: String(json.query ?? '') });
    case 'textbox':
      return new TextBoxVariable({ name, label, hide, value: String(current?.value ?? json.query ?? '') });
    default:
      throw new Error(`The host does not know the variable type ${json.type}`);
  }
}

function buildPanel(json: PanelJson, gridPos: GridPos): SceneGridItem {
  if (json.repeat || json.type === 'row') {
    throw new Error(`The host does not repeat panels and knows no rows (panel ${json.id})`);
  }
  const runner = new SceneQueryRunner({
    datasource: json.datasource,
    queries: json.targets ?? [],
    maxDataPoints: json.maxDataPoints,
    minInterval: json.interval,
    maxDataPointsFromWidth: true,
  });
  const body = new VizPanel({
    key: `panel-${json.id}`,
    pluginId: json.type,
    title: json.title ?? '',
    description: json.description,
    options: json.options ?? {},
    fieldConfig: json.fieldConfig ?? { defaults: {}, overrides: [] },
    displayMode: json.transparent ? 'transparent' : 'default',
    titleItems: json.links?.length ? new PanelLinks({ links: json.links }) : undefined,
    $data: json.targets?.length
      ? new SceneDataTransformer({ $data: runner, transformations: json.transformations ?? [] })
      : undefined,
  });
  return new SceneGridItem({ x: gridPos.x, y: gridPos.y, width: gridPos.w, height: gridPos.h, body });
}

/**
 * Queries over weeks are part of the shipped dashboards and cannot be answered by 18 minutes of recording: the demo leaves
 * their tiles out instead of showing a number that means something else, and the rest of the row takes the place.
 */
function layOut(panels: readonly PanelJson[], leaveOutLongWindows: boolean): Array<[PanelJson, GridPos]> {
  const kept = leaveOutLongWindows
    ? panels.filter(
        (panel) => !(panel.targets ?? []).some((target) => /\[\d+[dwy]\]/.test(String(target['expr'] ?? '')))
      )
    : panels;
  const rows = new Map<number, PanelJson[]>();
  for (const panel of kept) {
    rows.set(panel.gridPos.y, [...(rows.get(panel.gridPos.y) ?? []), panel]);
  }
  const columns = 24;
  return [...rows.values()].flatMap((row) => {
    const complete = panels.filter((panel) => panel.gridPos.y === row[0]!.gridPos.y).length === row.length;
    return row.map((panel, index): [PanelJson, GridPos] => {
      const x = Math.round((index * columns) / row.length);
      const w = Math.round(((index + 1) * columns) / row.length) - x;
      return [panel, complete ? panel.gridPos : { ...panel.gridPos, x, w }];
    });
  });
}

export function dashboardToScene(
  json: DashboardJson,
  options: { readonly leaveOutLongWindows: boolean }
): EmbeddedScene {
  const controls: SceneObject[] = [
    new VariableValueSelectors({}),
    new SceneControlsSpacer(),
    new SceneTimePicker({ isOnCanvas: true }),
    new SceneRefreshPicker({ refresh: json.refresh, isOnCanvas: true }),
  ];
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: json.time?.from, to: json.time?.to, timeZone: json.timezone }),
    $variables: new SceneVariableSet({ variables: (json.templating?.list ?? []).map(buildVariable) }),
    $behaviors: [
      new behaviors.CursorSync({
        key: 'sync',
        sync: (json.graphTooltip ?? DashboardCursorSync.Off) as DashboardCursorSync,
      }),
    ],
    controls,
    body: new SceneGridLayout({
      isDraggable: false,
      isResizable: false,
      children: layOut(json.panels, options.leaveOutLongWindows).map(([panel, gridPos]) => buildPanel(panel, gridPos)),
    }),
  });
}
