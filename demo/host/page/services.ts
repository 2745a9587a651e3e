/** Fills the service slots that Grafana's app fills before it renders; without them packages and plugins do not run. */
import {
  EventBusSrv,
  locationUtil,
  type ScopedVars,
  setTimeZoneResolver,
  type TypedVariableModel,
} from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import {
  type BackendSrv,
  config,
  type EchoSrv,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setDataSourceSrv,
  setEchoSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
  type TemplateSrv,
} from '@grafana/runtime';
import { sceneGraph, type SceneObject } from '@grafana/scenes';
import { backendSrv } from './backendSrv';
import { dataSourceSrv } from './dataSourceSrv';
import { shareModules } from './loader';
import { getPanelPluginFromCache, importPanelPlugin } from './panelPlugins';
import { initRegistries } from './registries';
import { runRequest } from './runRequest';

/** Variables live in the scene: of the object that asks when it says so, else of the scene on screen. */
const replace: TemplateSrv['replace'] = (target = '', scopedVars?: ScopedVars, format?, interpolations?) => {
  const asking = scopedVars?.__sceneObject?.value as { valueOf(): SceneObject } | undefined;
  const scene = asking?.valueOf() ?? window.__grafanaSceneContext;
  return scene
    ? sceneGraph.interpolate(
        scene,
        target,
        scopedVars,
        format as Parameters<typeof sceneGraph.interpolate>[3],
        interpolations
      )
    : target;
};

const templateSrv: TemplateSrv = {
  replace,
  getVariables: () => {
    const variables = window.__grafanaSceneContext
      ? sceneGraph.getVariables(window.__grafanaSceneContext).state.variables
      : [];
    return variables.map((variable) => ({
      ...variable.state,
      current: { value: variable.getValue() },
    })) as unknown as TypedVariableModel[];
  },
  containsTemplate: (target = '') => /\$\w|\$\{|\[\[/.test(target),
  updateTimeRange: () => undefined,
};

export async function initServices(): Promise<void> {
  await initPluginTranslations('grafana', []);
  initRegistries();
  setBackendSrv(backendSrv as BackendSrv);
  setDataSourceSrv(dataSourceSrv);
  setTemplateSrv(templateSrv);
  setRunRequest(runRequest as Parameters<typeof setRunRequest>[0]);
  setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache });
  setAppEvents(new EventBusSrv());
  setTimeZoneResolver(() => config.bootData.user.timezone);
  setEchoSrv({ flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined } as unknown as EchoSrv);
  locationUtil.initialize({
    config: config as never,
    getVariablesUrlParams: () => ({}),
    getTimeRangeForUrl: () => {
      const range = sceneGraph.getTimeRange(window.__grafanaSceneContext!).state.value;
      return { from: String(range.from.valueOf()), to: String(range.to.valueOf()) };
    },
  });
  // The host has no extension registry: a plugin that asks gets an empty answer, never an imitation.
  setPluginLinksHook(() => ({ links: [], isLoading: false }));
  setPluginComponentHook(() => ({ component: undefined, isLoading: false }));
  setPluginComponentsHook(() => ({ components: [], isLoading: false }));
  setPluginFunctionsHook(() => ({ functions: [], isLoading: false }));
  setReturnToPreviousHook(() => () => undefined);
  setChromeHeaderHeightHook(() => 0);
  shareModules();
}
