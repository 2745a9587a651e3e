import type { AdHocVariableFilter, ScopedVars } from '@grafana/data';
import type { Baseline, PyroscopeQuery } from '../types';
import { matchersOfFilters } from './adHocFilters';
import { interpolateIds, interpolateSelector, interpolateText } from './interpolate';
import { normalizeQuery } from './normalizeQuery';
import { effectiveSelector } from './planQuery';

/**
 * A query without variables, the ad-hoc filters inside its selector: what Explore is handed.
 * @throws PyroscopeError on a selector that can't be read
 */
export function interpolateQuery(
  saved: PyroscopeQuery,
  scopedVars: ScopedVars,
  filters?: readonly AdHocVariableFilter[]
): PyroscopeQuery {
  const query = normalizeQuery(saved);
  const text = (value: string) => interpolateText(value, scopedVars);
  const list = (values: readonly string[]) => interpolateIds(values, scopedVars);
  const { spanSelector, traceIdSelector, profileIdSelector, stackTraceSelector } = query;
  const { groupBy, functionName, overLabel, requests } = query;
  return {
    ...query,
    profileTypeId: text(query.profileTypeId),
    labelSelector: effectiveSelector(query.labelSelector, matchersOfFilters(filters), scopedVars),
    ...(spanSelector && { spanSelector: list(spanSelector) }),
    ...(traceIdSelector && { traceIdSelector: list(traceIdSelector) }),
    ...(profileIdSelector && { profileIdSelector: list(profileIdSelector) }),
    ...(stackTraceSelector && { stackTraceSelector: stackTraceSelector.map(text) }),
    ...(groupBy && { groupBy: list(groupBy) }),
    ...(functionName && { functionName: text(functionName) }),
    ...(overLabel && { overLabel: text(overLabel) }),
    ...(requests && { requests: text(requests) }),
    ...(query.metricSelector && { metricSelector: interpolateSelector(query.metricSelector, scopedVars) }),
    ...(query.baseline && { baseline: interpolateBaseline(query.baseline, scopedVars) }),
  };
}

function interpolateBaseline({ labelSelector, shift, from, to, requests }: Baseline, scopedVars: ScopedVars): Baseline {
  return {
    ...(labelSelector && { labelSelector: interpolateSelector(labelSelector, scopedVars) }),
    ...(shift && { shift: interpolateText(shift, scopedVars) }),
    ...(from && { from: interpolateText(from, scopedVars) }),
    ...(to && { to: interpolateText(to, scopedVars) }),
    ...(requests && { requests: interpolateText(requests, scopedVars) }),
  };
}
