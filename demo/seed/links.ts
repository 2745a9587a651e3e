/** Addresses of the loaded time in Grafana's dashboard "SLO and fix layer". */

/** uid in src/dashboards/slo-and-fix-layer.json */
const DASHBOARD_PATH = '/d/fixlayer-slo';

export interface Link {
  readonly what: string;
  readonly url: string;
}

export function dashboardLinks(grafana: string, window: { startMs: number; endMs: number }, deployMs: number): Link[] {
  const link = (fromMs: number, toMs: number) => `${grafana}${DASHBOARD_PATH}?from=${fromMs}&to=${toMs}`;
  return [
    { what: 'The incident, before the deploy', url: link(window.startMs, deployMs) },
    { what: 'The whole loaded window', url: link(window.startMs, window.endMs) },
  ];
}
