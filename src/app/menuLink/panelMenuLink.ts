/**
 * "Where to fix this" in the menu of every dashboard panel.
 *
 * Runs on each rendering of a menu, so it only collects what the panel shows; the page reads PromQL and asks the store.
 */
import {
  type DataQuery,
  type PluginExtensionAddedLinkConfig,
  PluginExtensionPoints,
  type PluginExtensionPanelContext,
  rangeUtil,
  type ScopedVars,
} from '@grafana/data';
import { config, getTemplateSrv } from '@grafana/runtime';
import { collectLabelValues, type LabelValues } from '../../correlate/labelValues';
import { DEPLOYMENT_LABELS, SERVICE_LABELS } from '../../correlate/serviceMapping';
import { formatHotspotsParams, MAX_VALUES_PER_LABEL } from '../hotspots/hotspotsParams';
import { APP_ID, CORE_PYROSCOPE_ID, DATASOURCE_ID, HOTSPOTS_PATH } from '../pluginIds';

/** Dashboard variables with these names say which service, and which of its deployments, a dashboard is about. */
const TELLING_VARIABLES = [...SERVICE_LABELS, ...DEPLOYMENT_LABELS, 'namespace', 'region', 'version'];

const DATASOURCE_PARAMS = new Map<string, 'metricsUid' | 'tracesUid' | 'profilesUid'>([
  ['prometheus', 'metricsUid'],
  ['tempo', 'tracesUid'],
  [DATASOURCE_ID, 'profilesUid'],
  [CORE_PYROSCOPE_ID, 'profilesUid'],
]);

export const panelMenuLink: PluginExtensionAddedLinkConfig<PluginExtensionPanelContext> = {
  title: 'Where to fix this',
  description: 'Opens the hotspots of the service that this panel is about',
  targets: [PluginExtensionPoints.DashboardPanelMenu],
  path: HOTSPOTS_PATH,
  icon: 'crosshair',
  configure: (context) => {
    // Grafana 12.2 shows links of an app that is not enabled; its page would be a dead end.
    if (!context || config.apps?.[APP_ID]?.preload === false) {
      return undefined;
    }
    return { path: `${HOTSPOTS_PATH}?${paramsOfPanel(context)}` };
  },
};

function paramsOfPanel(context: Readonly<PluginExtensionPanelContext>): string {
  const range = rangeUtil.convertRawToRange({ from: context.timeRange.from, to: context.timeRange.to });
  const targets = [...(context.targets ?? [])];
  const scopedVars = context.scopedVars as ScopedVars | undefined;
  return formatHotspotsParams({
    from: String(range.from.valueOf()),
    to: String(range.to.valueOf()),
    seriesLabels: labelsOfSeries(context),
    expressions: targets.map((target) => expressionOf(target, scopedVars)).filter((expr) => expr !== ''),
    variables: variableValues(scopedVars),
    ...datasourcesOf(targets, scopedVars),
  });
}

function labelsOfSeries(context: Readonly<PluginExtensionPanelContext>): LabelValues {
  const labels = (context.data?.series ?? []).flatMap(({ fields }) =>
    fields.flatMap((field) => Object.entries(field.labels ?? {}).filter(([name]) => !name.startsWith('__')))
  );
  return collectLabelValues(labels, MAX_VALUES_PER_LABEL);
}

function expressionOf(target: Readonly<DataQuery>, scopedVars?: ScopedVars): string {
  const expression = 'expr' in target && typeof target.expr === 'string' ? target.expr : '';
  return expression === '' ? '' : getTemplateSrv().replace(expression, scopedVars);
}

function variableValues(scopedVars?: ScopedVars): LabelValues {
  const found: Record<string, string[]> = {};
  for (const name of TELLING_VARIABLES) {
    const template = `\${${name}:json}`;
    const text = getTemplateSrv().replace(template, scopedVars);
    if (text === template) {
      continue; // the dashboard has no such variable
    }
    try {
      const value: unknown = JSON.parse(text);
      const values = (Array.isArray(value) ? value : [value]).filter(isTelling);
      if (values.length > 0) {
        found[name] = values;
      }
    } catch {
      // A variable that cannot be written as JSON says nothing about the service.
    }
  }
  return found;
}

/** False for nothing, and for the custom value of All, which is a regular expression and no name. */
function isTelling(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !/^\.[*+]$/.test(value);
}

function datasourcesOf(targets: ReadonlyArray<Readonly<DataQuery>>, scopedVars?: ScopedVars) {
  const found: { metricsUid?: string; tracesUid?: string; profilesUid?: string } = {};
  for (const { datasource } of targets) {
    const param = DATASOURCE_PARAMS.get(datasource?.type ?? '');
    if (param && datasource?.uid) {
      found[param] ??= getTemplateSrv().replace(datasource.uid, scopedVars);
    }
  }
  return found;
}
