/** The plugin's id, as `plugin.json` has it: the namespace of its texts. */
export const DATASOURCE_ID = 'fixlayer-pyroscope-datasource';
