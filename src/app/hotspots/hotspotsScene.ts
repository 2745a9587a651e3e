/**
 * The hotspots page as a scene: the panel and the queries of the shipped dashboard "SLO and fix layer", narrowed to the
 * labels that the page resolved. One source of queries for dashboard and page.
 */
import { type DataQuery, VariableHide } from '@grafana/schema';
import {
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  EmbeddedScene,
  QueryVariable,
  SceneControlsSpacer,
  SceneFlexItem,
  SceneFlexLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import { formatMatchers } from '../../correlate/serviceMapping';
import sloDashboard from '../../dashboards/slo-and-fix-layer.json';
import { t } from '../../shared/ui/i18n/translate';
import { PANEL_ID } from '../pluginIds';
import { type HotspotsParams, isEpochMs } from './hotspotsParams';
import { type HotspotsTarget } from './resolveTarget';

const DEFAULT_RANGE = { from: 'now-1h', to: 'now' };
/** As high as on the dashboard (30 grid rows): RED, table, ribbon, why and ways without a bar to scroll. */
const PANEL_MIN_HEIGHT = 1132;
const FIRST_PROFILE_TYPE = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const SERVICE_MATCHER = 'service_name="$service"';
/** `kind` is read by our datasource, `type` by Grafana's own. */
export const PROFILE_TYPE_QUERY = {
  refId: 'profile_type',
  kind: 'profileType',
  type: 'profileType',
  labelSelector: `{${SERVICE_MATCHER}}`,
};

const dashboardPanel = sloDashboard.panels.find((candidate) => candidate.type === PANEL_ID);

interface DashboardTarget extends DataQuery {
  expr?: string;
  labelSelector?: string;
}

export function buildHotspotsScene(target: HotspotsTarget, params: HotspotsParams): EmbeddedScene {
  const range = { from: asTimeText(params.from) ?? DEFAULT_RANGE.from, to: asTimeText(params.to) ?? DEFAULT_RANGE.to };
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange(range),
    $variables: new SceneVariableSet({ variables: variablesFor(target, params) }),
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true }),
    ],
    body: new SceneFlexLayout({
      direction: 'column',
      children: [
        new SceneFlexItem({
          minHeight: PANEL_MIN_HEIGHT,
          body: new VizPanel({
            key: 'panel-1',
            title: t('hotspots.where-to-fix', 'Where to fix: {{service}}', { service: target.service }),
            pluginId: PANEL_ID,
            options: { ...dashboardPanel?.options },
            $data: new SceneQueryRunner({
              datasource: { type: 'datasource', uid: '-- Mixed --' },
              queries: narrowedTargets(target.labels),
            }),
          }),
        }),
      ],
    }),
  });
}

/** The dashboard panel's targets with the resolved labels beside every service matcher. */
export function narrowedTargets(labels: Readonly<Record<string, string>>): DashboardTarget[] {
  const extra = formatMatchers(labels);
  // By a function: `$` in a replacement text has a meaning, and label values may hold one.
  const narrow = (text: string) =>
    extra === '' ? text : text.replaceAll(SERVICE_MATCHER, () => `${SERVICE_MATCHER}, ${extra}`);
  return ((dashboardPanel?.targets ?? []) as DashboardTarget[]).map((target) => ({
    ...target,
    ...(target.expr !== undefined && { expr: narrow(target.expr) }),
    ...(target.labelSelector !== undefined && { labelSelector: narrow(target.labelSelector) }),
  }));
}

function variablesFor(target: HotspotsTarget, params: HotspotsParams) {
  return [
    new DataSourceVariable({
      name: 'ds_prom',
      label: t('hotspots.metrics', 'Metrics'),
      pluginId: 'prometheus',
      value: params.metricsUid ?? undefined,
    }),
    new DataSourceVariable({
      name: 'ds_profiles',
      label: t('hotspots.profiles', 'Profiles'),
      pluginId: target.profiles.type,
      value: target.profiles.uid,
    }),
    new DataSourceVariable({
      name: 'ds_tempo',
      label: t('hotspots.traces', 'Traces'),
      pluginId: 'tempo',
      value: params.tracesUid ?? undefined,
    }),
    new ConstantVariable({
      name: 'service',
      value: target.service,
      skipUrlSync: true,
      hide: VariableHide.hideVariable,
    }),
    new QueryVariable({
      name: 'profile_type',
      label: t('hotspots.profile-type', 'Profile type'),
      datasource: { type: target.profiles.type, uid: '${ds_profiles}' },
      query: PROFILE_TYPE_QUERY,
      // kept only where the list has it, or where the list can't be read: then the query says what is wrong
      value: FIRST_PROFILE_TYPE,
    }),
    routeVariable(target.route),
  ];
}

/** The route of the panel that led here; the RED charts offer it and all routes. */
function routeVariable(route: string | null) {
  return new CustomVariable({
    name: 'route',
    label: t('hotspots.route', 'Route'),
    query: route === null ? '' : route.replace(/,/g, '\\,'),
    includeAll: true,
    allValue: '.+',
    value: route ?? '$__all',
    text: route ?? t('hotspots.all', 'All'),
  });
}

/** Epoch milliseconds become ISO text, which scenes read as absolute; relative times stay as they are. */
function asTimeText(value: string | null): string | null {
  return value !== null && isEpochMs(value) ? new Date(Number(value)).toISOString() : value;
}
