/** What Grafana writes into its page before its script runs, cut down to what the packages and the plugins read. */
import fs from 'node:fs';
import path from 'node:path';
import { instances } from '../instances';
import { type TimeWindows } from './windows';
import { pluginFolders } from './assets';
import { type ThemeName } from './themes';

interface PluginJson {
  readonly id: string;
  readonly name: string;
  readonly type: 'app' | 'datasource' | 'panel';
  readonly [key: string]: unknown;
}

/** What the host's own page needs beyond Grafana's boot data; `windows` is null on real servers. */
export interface HostSettings {
  readonly windows: TimeWindows | null;
  readonly roundMs: number | null;
  /** names of the profile files that are shown; null = a recording or real servers */
  readonly files: readonly string[] | null;
}

function readPlugin(id: string): PluginJson {
  const folder = pluginFolders[id];
  const plugin = JSON.parse(fs.readFileSync(path.join(folder!, 'plugin.json'), 'utf8')) as PluginJson;
  return { ...plugin, module: `/public/plugins/${id}/module.js`, baseUrl: `/public/plugins/${id}` };
}

/** A minimal client of the host in the clothes of a plugin.json. */
const hostPlugin = (id: string, type: 'datasource' | 'panel'): PluginJson => ({
  id,
  name: id,
  type,
  metrics: true,
  info: {
    author: { name: 'host' },
    description: '',
    links: [],
    logos: { large: '', small: '' },
    screenshots: [],
    updated: '',
    version: '',
  },
  module: `host:${id}`,
  baseUrl: '',
});

export function buildBootData(theme: ThemeName): unknown {
  const built = Object.keys(pluginFolders).map(readPlugin);
  const plugins = [
    ...built,
    ...['prometheus', 'tempo', 'mixed'].map((id) => hostPlugin(id, 'datasource')),
    ...['stat', 'timeseries', 'table', 'text', 'flamegraph'].map((id) => hostPlugin(id, 'panel')),
  ];
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  const ofType = (type: PluginJson['type']) => plugins.filter((plugin) => plugin.type === type);
  const datasources = [
    ...instances.map((instance) => ({
      ...instance,
      url: `/api/datasources/proxy/uid/${instance.uid}`,
      meta: byId.get(instance.type),
    })),
    {
      uid: '-- Mixed --',
      name: '-- Mixed --',
      type: 'mixed',
      url: '',
      meta: { ...byId.get('mixed'), mixed: true, builtIn: true },
    },
  ].map((settings, index) => ({
    id: index + 1,
    access: 'proxy',
    readOnly: true,
    isDefault: index === 0,
    jsonData: jsonDataOf(settings.uid),
    ...settings,
  }));

  return {
    user: {
      id: 1,
      // The host keeps no users: what Grafana stores for a viewer goes to the browser's storage then.
      isSignedIn: false,
      login: 'viewer',
      name: 'viewer',
      email: '',
      orgId: 1,
      orgName: 'host',
      orgRole: 'Viewer',
      orgCount: 1,
      theme,
      timezone: 'browser',
      weekStart: 'browser',
      locale: 'en-US',
      language: 'en-US',
      regionalFormat: 'en-US',
      permissions: { 'datasources:query': true, 'datasources:read': true },
    },
    settings: {
      appSubUrl: '',
      appUrl: '/',
      buildInfo: { version: '13.2.2', commit: '', env: 'production', edition: 'Open Source' },
      featureToggles: {},
      namespace: 'default',
      defaultDatasource: instances[0]!.name,
      datasources: Object.fromEntries(datasources.map((settings) => [settings.name, settings])),
      panels: Object.fromEntries(ofType('panel').map((plugin) => [plugin.id, plugin])),
      apps: Object.fromEntries(
        ofType('app').map((plugin) => [
          plugin.id,
          { ...plugin, path: plugin.module, version: '', angular: { detected: false, hideDeprecation: false } },
        ])
      ),
    },
    navTree: [],
  };
}

/** As provisioning/datasources has it, without prefixes of owned code: another recording has other names. */
function jsonDataOf(uid: string): Record<string, unknown> {
  switch (uid) {
    case 'prometheus':
      return { timeInterval: '5s', exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: 'tempo' }] };
    case 'fl-pyroscope':
      return { prometheusUid: 'prometheus', tempoUid: 'tempo' };
    default:
      return {};
  }
}
