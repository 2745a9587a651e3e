/** Ids of the three plugins of the bundle, and the app's paths; plugin.json holds the same texts. */
export const APP_ID = 'fixlayer-hotpath-app';
export const PANEL_ID = 'fixlayer-hotpath-panel';
export const DATASOURCE_ID = 'fixlayer-pyroscope-datasource';
export const CORE_PYROSCOPE_ID = 'grafana-pyroscope-datasource';

export const HOTSPOTS_PATH = `/a/${APP_ID}/hotspots`;
