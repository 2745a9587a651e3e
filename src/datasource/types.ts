/** What this datasource is asked (query JSON) and how it is set up (settings JSON). */
import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

/** What a query asks for; `query/queryTypes.ts` says what each one is. */
export type QueryType =
  'profile' | 'hotspots' | 'functions' | 'callers' | 'callees' | 'series' | 'functionOverTime' | 'diff' | 'red';

/** Weight of a function: 0..1 of the profile, per second of the window, or per request in it. */
export type FunctionValue = 'share' | 'perSecond' | 'perRequest';

/** How a total of weights is given in series: per second, or as it is. */
export type SeriesValue = 'rate' | 'total';

/**
 * A saved query: a subset of the query JSON of Grafana's own Pyroscope datasource, so that a panel can change from one
 * to the other and stay as it is. Keys of that datasource which this one does not use are kept as they are.
 */
export interface PyroscopeQuery extends DataQuery {
  queryType: QueryType;
  /** `<name>:<sample type>:<unit>:<period type>:<period unit>`; '' = not chosen yet (the query is not sent) */
  profileTypeId: string;
  /** PromQL matchers in braces; `{}` = everything */
  labelSelector: string;
  /** span ids, 16 hex digits each: the profile of these spans alone */
  spanSelector?: string[];
  /** trace ids, 32 hex digits each: the profile of these traces alone; not together with spans */
  traceIdSelector?: string[];
  /** UUIDs of pushed profiles: these alone */
  profileIdSelector?: string[];
  /** call site: full names of functions, the root first; only what was called through exactly these */
  stackTraceSelector?: string[];
  /** node limit of the answer; absent = the datasource's setting */
  maxNodes?: number;
  /** callers, callees, functionOverTime: full name, name on screen (`pricing.ApplyRules`) or the end of the name */
  functionName?: string;
  /** diff: what the query's own profile is compared with */
  baseline?: Baseline;
  /** diff: absent = both */
  show?: 'tree' | 'table';
  /**
   * diff, functionOverTime: requests per second, a number or PromQL for the linked datasource; for a value of `overLabel`
   * `$label_value` stands. A diff without it compares per second.
   */
  requests?: string;
  /** red: further matchers of the metrics, in braces */
  metricSelector?: string;
  /** functionOverTime: absent = `share` */
  functionValue?: FunctionValue;
  /** functionOverTime: absent = `cum` */
  functionWeight?: 'cum' | 'self';
  /** functionOverTime: at most so many windows or label values; absent = {@link DEFAULT_WINDOWS} */
  windows?: number;
  /** functionOverTime: label by whose values it is split instead of by time */
  overLabel?: string;
  /** series: label names, a line for each combination of their values */
  groupBy?: string[];
  /** series: the largest so many lines; absent = {@link DEFAULT_SERIES_LIMIT} */
  limit?: number;
  /** series: dots of single profiles */
  includeExemplars?: boolean;
  /** series: absent = `rate`, as the core datasource gives it */
  seriesValue?: SeriesValue;
}

/** The profile before: another selector, another time range, or both. Variables allowed. */
export interface Baseline {
  /** blank = the one of the query */
  labelSelector?: string;
  /** so much earlier: `1h`, `1d`; read where `from` and `to` are blank */
  shift?: string;
  /** moments: `now-2h`, `2026-11-28 14:00`, milliseconds since 1970 */
  from?: string;
  to?: string;
  /** its request rate, where that is not the one of the query: another version's, say */
  requests?: string;
}

/**
 * What a dashboard variable lists. `labelSelector` and `profileTypeId` narrow the list and may hold variables, so that
 * variables chain. Grafana merges the query defaults of the class into it: both keys tolerate `{}` and ''.
 */
export interface PyroscopeVariableQuery extends DataQuery {
  kind: VariableKind;
  /** label name; read when `kind` is `labelValue` */
  label?: string;
  labelSelector?: string;
  profileTypeId?: string;
}
export type VariableKind = 'service' | 'profileType' | 'labelName' | 'labelValue';

/** Settings that are no secrets (`jsonData`): every signed-in user can read them. */
export interface PyroscopeOptions extends DataSourceJsonData {
  /** node limit of queries that name none; absent = {@link DEFAULT_MAX_NODES} */
  maxNodes?: number;
  /** prefixes of function names that are the user's own code, e.g. `example.com/shop` */
  ownedPrefixes?: string[];
  /** uid of the Prometheus datasource that has the metrics of the same services */
  prometheusUid?: string;
  /** by service name: prefixes that are own code in its profiles, besides those of `ownedPrefixes` */
  ownedPrefixesByService?: Record<string, string[]>;
  /** new series queries ask for exemplars */
  exemplarsByDefault?: boolean;
  /** uid of the Tempo datasource with their traces */
  tempoUid?: string;
  /** smallest step of series, e.g. `15s`: how often the agents push; absent = {@link DEFAULT_MIN_STEP} */
  minStep?: string;
}

/** A time range as the API takes it. */
export interface RangeMs {
  readonly fromMs: number;
  readonly toMs: number;
  /** chosen as two moments; absent = relative to now ("the last hour"), so that a refresh asks again */
  readonly isFixed?: boolean;
}

/** What profile is wanted. Ids are valid and in lower case; empty lists select nothing. */
export interface MergeRequest extends RangeMs {
  readonly profileTypeId: string;
  readonly labelSelector: string;
  readonly maxNodes: number;
  readonly spanIds: readonly string[];
  readonly traceIds: readonly string[];
  readonly profileIds: readonly string[];
  /** full names of functions, the root first: stacks that begin so; absent or empty = all */
  readonly callSite?: readonly string[];
}

/**
 * Nodes asked for where neither query nor settings say. The server's own default (8192) hides 6 % of the recorded
 * profile in `other`; at 65 536 nothing of it is cut.
 */
export const DEFAULT_MAX_NODES = 65_536;
/** The server's ceiling unless a tenant has another one. */
export const MAX_NODES_CEILING = 1_048_576;
/** The largest lines of a series query that names no limit: more can't be told apart. */
export const DEFAULT_SERIES_LIMIT = 50;
/** Windows of one function over time: each is a profile to be merged by the server. */
export const DEFAULT_WINDOWS = 12;
export const MOST_WINDOWS = 48;
/** How often the agents push unless they are told otherwise. */
export const DEFAULT_MIN_STEP = '15s';
