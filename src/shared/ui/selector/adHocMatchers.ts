/**
 * An ad-hoc variable inside a selector, `{service_name="$service",${filters}}`: the way to its filters in a Mixed panel,
 * where Grafana hands none to the datasource.
 *
 * What Grafana writes for it has the regular expression of `=~` and `!~` escaped: `eu.*` would find just that text. So the
 * filters are read and written here, as those that it hands on with a request.
 */
import type { AdHocVariableFilter } from '@grafana/data';
import { formatLabelSelector, oneOf, type Matcher } from '../../lib/labelSelector';
import { dashboardVariables } from '../dashboardVariables';

/** One filter of the dashboard's reader; null = an operator that labels don't have. */
export function matcherOfFilter({ key, operator, value, values }: AdHocVariableFilter): Matcher | null {
  switch (operator) {
    case '=':
    case '!=':
    case '=~':
    case '!~':
      return { name: key, operator, value };
    case '=|':
      return { name: key, operator: '=~', value: oneOf(values?.length ? values : [value]) };
    case '!=|':
      return { name: key, operator: '!~', value: oneOf(values?.length ? values : [value]) };
    default:
      return null;
  }
}

/** Filters as matchers; null = Grafana writes them. */
export type MatchersOf = (filters: readonly AdHocVariableFilter[]) => readonly Matcher[] | null;

/** Filters that can't all be applied are left as Grafana writes them, so that whoever reads the selector refuses it. */
export const matchersIfApplicable: MatchersOf = (filters) => {
  const matchers = filters.flatMap((filter) => matcherOfFilter(filter) ?? []);
  return matchers.length === filters.length ? matchers : null;
};

/**
 * @param reference  `$filters`, `${filters}` or `[[filters]]`; one with a format is left to Grafana
 * @returns matchers without braces, '' without a filter; null where it is no ad-hoc variable, or is Grafana's to write
 */
export function adHocMatchers(reference: string, matchersOf: MatchersOf): string | null {
  const found = /^(?:\$(\w+)|\$\{(\w+)\}|\[\[(\w+)\]\])$/.exec(reference);
  const name = found?.[1] ?? found?.[2] ?? found?.[3];
  const variable = name && dashboardVariables().find((one) => isRecord(one) && one.name === name);
  if (!isRecord(variable) || variable.type !== 'adhoc' || !Array.isArray(variable.filters)) {
    return null;
  }
  const matchers = matchersOf((variable.filters as AdHocVariableFilter[]).filter(isWhole));
  return matchers && formatLabelSelector(matchers).slice(1, -1);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Grafana hands on no filter that is half entered. */
function isWhole({ key, operator, value, values = [] }: AdHocVariableFilter): boolean {
  return Boolean(key && operator && (value || values.length > 0));
}
