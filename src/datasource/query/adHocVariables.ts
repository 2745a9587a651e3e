/**
 * An ad-hoc variable inside a selector, `{service_name="$service",${filters}}`: the way to its filters in a Mixed panel,
 * where Grafana hands none to the datasource.
 *
 * What Grafana writes for it has the regular expression of `=~` and `!~` escaped: `eu.*` would find just that text. So the
 * filters are read and written here, as those that it hands on with a request.
 */
import type { AdHocVariableFilter } from '@grafana/data';
import { dashboardVariables } from '../../shared/ui/dashboardVariables';
import { isRecord } from '../client/json';
import { matchersOfFilters } from './adHocFilters';
import { formatLabelSelector } from './labelSelector';

/**
 * @param reference  `$filters`, `${filters}` or `[[filters]]`; one with a format is left to Grafana
 * @returns matchers without braces, '' without a filter; null where it is no ad-hoc variable
 * @throws PyroscopeError for an operator that labels don't have
 */
export function adHocMatchers(reference: string): string | null {
  const found = /^(?:\$(\w+)|\$\{(\w+)\}|\[\[(\w+)\]\])$/.exec(reference);
  const name = found?.[1] ?? found?.[2] ?? found?.[3];
  const variable = name && dashboardVariables().find((one) => isRecord(one) && one.name === name);
  if (!isRecord(variable) || variable.type !== 'adhoc' || !Array.isArray(variable.filters)) {
    return null;
  }
  const filters = (variable.filters as AdHocVariableFilter[]).filter(isWhole);
  return formatLabelSelector(matchersOfFilters(filters)).slice(1, -1);
}

/** Grafana hands on no filter that is half entered. */
function isWhole({ key, operator, value, values = [] }: AdHocVariableFilter): boolean {
  return Boolean(key && operator && (value || values.length > 0));
}
