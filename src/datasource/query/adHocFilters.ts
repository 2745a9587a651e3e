/** Filters that the reader of a dashboard sets (ad-hoc variable) as matchers of a label selector. */
import type { AdHocVariableFilter } from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import { matcherOfFilter } from '../../shared/ui/selector/adHocMatchers';
import { ownError } from '../pyroscopeError';
import type { Matcher } from './labelSelector';

/**
 * All filters must hold. Half-entered ones (no label yet) are left out.
 * @throws PyroscopeError for an operator that labels don't have: a filter that is silently ignored would lie
 */
export function matchersOfFilters(filters: readonly AdHocVariableFilter[] | undefined): Matcher[] {
  return (filters ?? []).filter((filter) => filter.key !== '').map(matcherOf);
}

/** Those that can be applied, for lists of labels: the panels name the others, and no list stays empty for one. */
export function applicableMatchers(filters: readonly AdHocVariableFilter[] | undefined): Matcher[] {
  return (filters ?? []).filter(({ key }) => key !== '').flatMap((filter) => matcherOfFilter(filter) ?? []);
}

function matcherOf(filter: AdHocVariableFilter): Matcher {
  const matcher = matcherOfFilter(filter);
  if (matcher) {
    return matcher;
  }
  const { key, operator, value } = filter;
  throw ownError('filter-operator', {
    what: t('query.the-filter-cannot-be-applied', 'The filter “{{key}} {{operator}} {{value}}” cannot be applied.', {
      key,
      operator,
      value,
    }),
    why: t('query.labels-of-profiles-can-be', 'Labels of profiles can be compared by =, !=, =~, !~ and lists only.'),
    next: t('query.choose-one-of-these-operators', 'Choose one of these operators in the filter.'),
  });
}
