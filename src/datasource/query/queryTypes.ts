/** The query types, in the order in which the editor offers them. */
import { t } from '../../shared/ui/i18n/translate';
import type { QueryType } from '../types';

export interface QueryTypeEntry {
  readonly value: QueryType;
  readonly label: string;
  readonly description: string;
}

const texts: Readonly<Record<QueryType, () => Omit<QueryTypeEntry, 'value'>>> = {
  profile: () => ({
    label: t('query.profile', 'Profile'),
    description: t(
      'query.flame-graph-frame-for-the',
      'Flame graph frame: for the hotspot panel and the flame graph panel'
    ),
  }),
  hotspots: () => ({
    label: t('query.hotspots', 'Hotspots'),
    description: t('query.table-a-row-a-place', 'Table, a row a place to fix: for any table panel'),
  }),
  functions: () => ({
    label: t('query.functions', 'Functions'),
    description: t(
      'query.table-of-all-functions-flat',
      'Table of all functions: flat, cumulative, callers. For table panels and export'
    ),
  }),
  callers: () => ({
    label: t('query.callers', 'Callers'),
    description: t('query.tree-of-what-calls-one', 'Tree of what calls one function: for the flame graph panel'),
  }),
  callees: () => ({
    label: t('query.callees', 'Callees'),
    description: t('query.tree-of-what-one-function', 'Tree of what one function calls: for the flame graph panel'),
  }),
  series: () => ({
    label: t('query.series', 'Series'),
    description: t('query.weight-over-time-by-labels', 'Weight over time, by labels: for the time series panel'),
  }),
  functionOverTime: () => ({
    label: t('query.function-over-time', 'Function over time'),
    description: t('query.share-or-cost-of-one', 'Share or cost of one function in windows of time, or by label value'),
  }),
  diff: () => ({
    label: t('query.diff', 'Diff'),
    description: t(
      'query.two-selectors-or-two-time',
      'Two selectors or two time ranges: flame graph of both, and a table of what changed'
    ),
  }),
  red: () => ({
    label: t('query.red', 'RED'),
    description: t(
      'query.rate-errors-and-durations-of',
      'Rate, errors and durations of the service, from the linked Prometheus datasource'
    ),
  }),
};

export const queryTypes = (): readonly QueryTypeEntry[] =>
  Object.entries(texts).map(([value, textsOf]) => ({ value: value as QueryType, ...textsOf() }));

/** '' for a type that another version saved. */
export const queryTypeLabel = (type: string): string => (isQueryType(type) ? texts[type]().label : '');

export function isQueryType(text: string): text is QueryType {
  return Object.hasOwn(texts, text);
}
