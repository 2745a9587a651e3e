/**
 * The datasource instances that the host declares. The server proxies to these and to nothing else; the page lists them
 * as a Grafana lists its provisioned instances. Dashboards name them through datasource variables, never by uid.
 */
export type ServerKind = 'pyroscope' | 'prometheus' | 'tempo';

export interface DatasourceInstance {
  readonly uid: string;
  /** What the datasource variable shows. */
  readonly name: string;
  /** Plugin id: one of the built plugins, or one of the host's own minimal clients in `datasources/`. */
  readonly type: string;
  readonly server: ServerKind;
}

export const instances: readonly DatasourceInstance[] = [
  { uid: 'prometheus', name: 'prometheus', type: 'prometheus', server: 'prometheus' },
  { uid: 'fl-pyroscope', name: 'pyroscope', type: 'fixlayer-pyroscope-datasource', server: 'pyroscope' },
  { uid: 'tempo', name: 'tempo', type: 'tempo', server: 'tempo' },
];

/** Base URL of each server, without a trailing slash. */
export type Upstreams = Readonly<Record<ServerKind, string>>;
