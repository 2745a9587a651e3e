/** Saved JSON to the query that is run: defaults, and the query of Grafana's own Pyroscope datasource as it is. */
import type { PyroscopeQuery, QueryType } from '../types';

export const defaultQuery: Pick<PyroscopeQuery, 'queryType' | 'profileTypeId' | 'labelSelector'> = {
  queryType: 'profile',
  profileTypeId: '',
  labelSelector: '{}',
};

/** Filters in queries of the core datasource that this one does not apply: said in a notice, never left unsaid. */
const filtersOfCore = ['frameFilter'] as const;

/**
 * The core datasource's query types: `metrics` is a series. `both` means series and profile in Explore, and the profile
 * alone everywhere else: so the profile here.
 */
const typesOfCore: Readonly<Record<string, QueryType>> = { both: 'profile', metrics: 'series' };

export function normalizeQuery<Q extends Partial<PyroscopeQuery>>(query: Q): Q & PyroscopeQuery {
  const queryType: string = query.queryType ?? defaultQuery.queryType;
  return {
    ...query,
    refId: query.refId ?? 'A',
    // Any other text stays as it is: `planQuery` names it.
    queryType: typesOfCore[queryType] ?? (queryType as QueryType),
    profileTypeId: query.profileTypeId ?? defaultQuery.profileTypeId,
    labelSelector: query.labelSelector?.trim() ? query.labelSelector : defaultQuery.labelSelector,
  };
}

/** Names of filters that the saved query has and this datasource leaves out. */
export function ignoredFilters(query: PyroscopeQuery): string[] {
  const saved = query as unknown as Record<string, unknown>;
  return filtersOfCore.filter((key) => {
    const value = saved[key];
    return Array.isArray(value)
      ? value.length > 0
      : typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  });
}

/** A query of series may ask the core datasource for a heatmap beside them, which this one does not give. */
export function wantsHeatmap(query: PyroscopeQuery): boolean {
  return (query as unknown as Record<string, unknown>).includeHeatmap === true;
}
