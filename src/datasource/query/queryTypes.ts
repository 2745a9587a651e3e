/** The query types, in the order in which the editor offers them. */
import type { QueryType } from '../types';

export interface QueryTypeEntry {
  readonly value: QueryType;
  readonly label: string;
  readonly description: string;
}

export const QUERY_TYPES: readonly QueryTypeEntry[] = [
  {
    value: 'profile',
    label: 'Profile',
    description: 'Flame graph frame: for the hotspot panel and the flame graph panel',
  },
  { value: 'hotspots', label: 'Hotspots', description: 'Table, a row a place to fix: for any table panel' },
  {
    value: 'functions',
    label: 'Functions',
    description: 'Table of all functions: flat, cumulative, callers. For table panels and export',
  },
  { value: 'callers', label: 'Callers', description: 'Tree of what calls one function: for the flame graph panel' },
  { value: 'callees', label: 'Callees', description: 'Tree of what one function calls: for the flame graph panel' },
  { value: 'series', label: 'Series', description: 'Weight over time, by labels: for the time series panel' },
  {
    value: 'functionOverTime',
    label: 'Function over time',
    description: 'Share or cost of one function in windows of time, or by label value',
  },
  {
    value: 'diff',
    label: 'Diff',
    description: 'Two selectors or two time ranges: flame graph of both, and a table of what changed',
  },
  {
    value: 'red',
    label: 'RED',
    description: 'Rate, errors and durations of the service, from the linked Prometheus datasource',
  },
];

export function isQueryType(text: string): text is QueryType {
  return QUERY_TYPES.some(({ value }) => value === text);
}
