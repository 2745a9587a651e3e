/** Entry of the datasource plugin: the class and its editors. Decoders and the engine come with the first answer. */
import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { PyroscopeDatasource } from './datasource';
import type { PyroscopeOptions, PyroscopeQuery } from './types';

export const plugin = new DataSourcePlugin<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions>(PyroscopeDatasource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
