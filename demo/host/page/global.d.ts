import { type SceneObject } from '@grafana/scenes';
import { type HostSettings } from '../server/bootData';

declare global {
  interface Window {
    /** Set by Scenes: the scene on screen. */
    __grafanaSceneContext?: SceneObject;
    /** Written into the page by the host's server. */
    fixLayerHost: HostSettings;
  }
}
