/** What this datasource is asked (query JSON) and how it is set up (settings JSON). */
import type { DataSourceJsonData } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';

export const PLUGIN_ID = 'fixlayer-pyroscope-datasource';

/** `profile`: a flame graph frame · `hotspots`: a table, one row a place to fix. */
export type QueryType = 'profile' | 'hotspots';

/**
 * A saved query: a subset of the query JSON of Grafana's own Pyroscope datasource, so that a panel can change from one
 * to the other and stay as it is. Keys of that datasource which this one does not use are kept, never interpreted.
 */
export interface PyroscopeQuery extends DataQuery {
  readonly queryType: QueryType;
  /** `<name>:<sample type>:<unit>:<period type>:<period unit>`; '' = not chosen yet (the query is not sent) */
  readonly profileTypeId: string;
  /** PromQL matchers in braces; `{}` = everything */
  readonly labelSelector: string;
  /** span ids, 16 hex digits each; the profile of these spans alone */
  readonly spanSelector?: readonly string[];
  /** profile UUIDs; these pushed profiles alone */
  readonly profileIdSelector?: readonly string[];
  /** node limit of the answer; absent = the datasource's setting */
  readonly maxNodes?: number;
}

/** Settings that are no secrets (`jsonData`): every signed-in user can read them. */
export interface PyroscopeOptions extends DataSourceJsonData {
  /** node limit of queries that name none; absent = {@link DEFAULT_MAX_NODES} */
  readonly maxNodes?: number;
  /** function name prefixes that are the user's own code, e.g. `example.com/shop` */
  readonly ownedPrefixes?: readonly string[];
}

/**
 * Nodes asked for where neither query nor settings say. The server's own default (8192) hides 6 % of the recorded
 * profile in `other`; at 65536 nothing of it is cut. The server's ceiling is 1 048 576.
 */
export const DEFAULT_MAX_NODES = 65_536;
export const MAX_NODES_CEILING = 1_048_576;
