/** Finds, loads and caches datasources: built plugins by the loader, the host's own clients by their class. */
import {
  DataSourceApi,
  type DataSourceInstanceSettings,
  type DataSourcePlugin,
  type DataSourceRef,
  type ScopedVars,
} from '@grafana/data';
import { config, type DataSourceSrv, type GetDataSourceListFilters, getTemplateSrv } from '@grafana/runtime';
import { MixedDatasource } from '../datasources/mixed';
import { PrometheusDatasource } from '../datasources/prometheus';
import { TempoDatasource } from '../datasources/tempo';
import { importModule } from './loader';

type Construct = new (settings: DataSourceInstanceSettings) => DataSourceApi;
const hostClasses: Readonly<Record<string, Construct>> = {
  mixed: MixedDatasource,
  prometheus: PrometheusDatasource,
  tempo: TempoDatasource,
};

type Ref = DataSourceRef | string | null | undefined;
const settingsList = () => Object.values(config.datasources);

function findSettings(ref: Ref, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
  const asked = typeof ref === 'string' ? ref : ref?.uid;
  const key = asked ? getTemplateSrv().replace(asked, scopedVars) : undefined;
  if (key) {
    return settingsList().find((settings) => settings.uid === key || settings.name === key);
  }
  const type = typeof ref === 'object' ? ref?.type : undefined;
  return settingsList().find((settings) => (type ? settings.type === type : settings.isDefault));
}

async function construct(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
  const hostClass = hostClasses[settings.type];
  let datasource: DataSourceApi;
  if (hostClass) {
    datasource = new hostClass(settings);
  } else {
    const { plugin } = await importModule<{ plugin: DataSourcePlugin<DataSourceApi> }>(settings.meta.module);
    datasource = new plugin.DataSourceClass(settings);
    datasource.components = plugin.components;
  }
  datasource.meta = settings.meta;
  return datasource;
}

const loaded = new Map<string, Promise<DataSourceApi>>();

export const dataSourceSrv: DataSourceSrv = {
  async get(ref, scopedVars) {
    if (ref instanceof DataSourceApi) {
      return ref;
    }
    const settings = findSettings(ref, scopedVars);
    if (!settings) {
      throw new Error(`Datasource ${typeof ref === 'string' ? ref : ref?.uid} was not found`);
    }
    const known = loaded.get(settings.uid) ?? construct(settings);
    loaded.set(settings.uid, known);
    return known;
  },
  getList(filters: GetDataSourceListFilters = {}) {
    const types = filters.type === undefined ? null : [filters.type].flat();
    return settingsList().filter(
      (settings) =>
        (filters.mixed || !settings.meta.mixed) &&
        (!filters.pluginId || settings.meta.id === filters.pluginId) &&
        (!types || types.includes(settings.type)) &&
        (filters.filter?.(settings) ?? true)
    );
  },
  getInstanceSettings: (ref, scopedVars) => findSettings(ref, scopedVars),
  reload: async () => undefined,
  registerRuntimeDataSource: () => undefined,
};
