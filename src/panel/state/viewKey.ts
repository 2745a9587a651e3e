/**
 * What tells one panel's view state from another's in the URL: the panel's id, and of a repeated panel the values that it
 * is repeated for. Its copies share one id (in scenes they are `panel-5-clone-1`, id 5), so without the values a selection
 * in one would move all of them.
 *
 * Nobody tells a panel which variables repeat it. They are those that read otherwise inside the panel than in the dashboard:
 * a repeat gives each copy one value of its own.
 */
import type { InterpolateFunction } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { dashboardVariables } from '../../shared/ui/dashboardVariables';

const isNamed = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';

/** `7`, or `7~checkout` in the copy for `checkout`. */
export function viewKey(panelId: number, replaceVariables: InterpolateFunction): string {
  const templates = getTemplateSrv();
  const values = dashboardVariables()
    .filter(isNamed)
    .flatMap(({ name }) => {
      const asked = `\${${name}:raw}`;
      const own = replaceVariables(asked);
      return own !== asked && own !== templates.replace(asked) ? [own] : [];
    });
  return [String(panelId), ...values].join('~');
}
