/**
 * What the page shows, as a dashboard to import: the panel and queries of the shipped dashboard, narrowed as the page is, with
 * data sources as variables, so that it works where data sources have other uids.
 */
import sloDashboard from '../../dashboards/slo-and-fix-layer.json';
import { t } from '../../shared/ui/i18n/translate';
import { PANEL_ID } from '../pluginIds';
import { narrowedTargets, PROFILE_TYPE_QUERY } from './hotspotsScene';
import { type HotspotsParams } from './hotspotsParams';
import { type HotspotsTarget } from './resolveTarget';

/** Grafana's own ids: 2 hides a variable whole. */
const HIDE_VARIABLE = 2;

/** @param range as Grafana writes it: `now-1h`, ISO text */
export function dashboardJson(
  { service, labels, route, profiles }: HotspotsTarget,
  { metricsUid, tracesUid }: HotspotsParams,
  range: { readonly from: string; readonly to: string }
): string {
  const panel = sloDashboard.panels.find(({ type }) => type === PANEL_ID);
  const current = (uid: string | null | undefined) => (uid ? { text: uid, value: uid } : {});
  const variables: Readonly<Record<string, object>> = {
    ds_prom: { current: current(metricsUid) },
    ds_profiles: { query: profiles.type, current: current(profiles.uid) },
    ds_tempo: { current: current(tracesUid) },
    service: { type: 'constant', query: service, hide: HIDE_VARIABLE, current: { text: service, value: service } },
    profile_type: { datasource: { type: profiles.type, uid: '${ds_profiles}' }, query: PROFILE_TYPE_QUERY },
    route: route === null ? {} : { current: { text: route, value: route } },
  };
  const dashboard = {
    ...sloDashboard,
    id: null,
    uid: null,
    title: t('hotspots.where-to-fix', 'Where to fix: {{service}}', { service }),
    time: range,
    templating: {
      list: sloDashboard.templating.list.map((variable) => ({ ...variable, ...variables[variable.name] })),
    },
    panels: [
      {
        ...panel,
        gridPos: { ...panel?.gridPos, x: 0, y: 0 },
        targets: narrowedTargets(labels).map((target) =>
          target.labelSelector === undefined
            ? target
            : { ...target, datasource: { ...target.datasource, type: profiles.type } }
        ),
      },
    ],
  };
  return JSON.stringify(dashboard, null, 2);
}
