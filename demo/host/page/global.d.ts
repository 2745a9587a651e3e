import { type SceneObject } from '@grafana/scenes';
import { type HostSettings } from '../server/bootData';

declare global {
  interface Window {
    /** Set by Scenes: the scene on screen. */
    __grafanaSceneContext?: SceneObject;
    /** Written into the page by the host's server. */
    fixLayerHost: HostSettings;
    /** Written into the page by the host's server, as Grafana's does; ends in a slash. */
    __grafana_public_path__: string;
  }
}
