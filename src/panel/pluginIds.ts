/** Ids by which plugins know one another; they never import one another. */

/** Our data source: it can select by trace and split a function by label, which Grafana's own can't. */
export const OWN_DATASOURCE_ID = 'fixlayer-pyroscope-datasource';

/** This plugin, as `plugin.json` has it: the namespace of its texts. */
export const PANEL_ID = 'fixlayer-hotpath-panel';
