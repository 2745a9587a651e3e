/** Variables of the dashboard that is open, as far as it tells of them. */
import { getTemplateSrv } from '@grafana/runtime';

/**
 * @returns what the variables are at run time, which differs between dashboards and hosts (their type is a narrow union);
 *   none where the dashboard does not tell: in a snapshot Grafana 12.2 throws "Unsupported variable type"
 */
export function dashboardVariables(): readonly unknown[] {
  try {
    return getTemplateSrv()?.getVariables() ?? [];
  } catch {
    return [];
  }
}
