import { CoreApp, type DataFrame, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';

/** Id in the panel's plugin.json. */
const HOTSPOT_PANEL = 'fixlayer-hotpath-panel';
/** Name of the frame of a profile; those of a part of it and of a comparison are another panel's matter. */
const PROFILE_FRAME = 'response';

/**
 * In Explore a profile is drawn by the hotspot panel. Explore falls back to its own flame graph where the panel is not
 * installed, and so do versions of Grafana that don't know the key.
 */
export function preferHotspotPanel(
  response: DataQueryResponse,
  { app }: Pick<DataQueryRequest, 'app'>
): DataQueryResponse {
  if (app !== CoreApp.Explore) {
    return response;
  }
  const data = response.data.map((frame: Pick<DataFrame, 'name' | 'meta'>) =>
    frame.name === PROFILE_FRAME
      ? { ...frame, meta: { ...frame.meta, preferredVisualisationPluginId: HOTSPOT_PANEL } }
      : frame
  );
  return { ...response, data };
}
