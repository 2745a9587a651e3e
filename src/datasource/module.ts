/** Entry of the datasource plugin: the class and its editors. Decoders and the engine come with the first answer. */
import { DataSourcePlugin } from '@grafana/data';
import { LazyConfigEditor, LazyQueryEditor } from './components/lazyEditors';
import { PyroscopeDatasource } from './datasource';
import type { PyroscopeOptions, PyroscopeQuery } from './types';

export const plugin = new DataSourcePlugin<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions>(PyroscopeDatasource)
  .setConfigEditor(LazyConfigEditor)
  .setQueryEditor(LazyQueryEditor);
