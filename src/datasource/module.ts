/** Entry of the datasource plugin: the class and its editors. Decoders and the engine come with the first answer. */
import { DataSourcePlugin } from '@grafana/data';
import { loadTranslations } from '../shared/ui/i18n/loadTranslations';
import { LazyConfigEditor, LazyQueryEditor } from './components/lazyEditors';
import { DATASOURCE_ID } from './pluginId';
import { PyroscopeDatasource } from './datasource';
import type { PyroscopeOptions, PyroscopeQuery } from './types';

// Errors and notices of queries have texts too, and no module of their own to wait for.
void loadTranslations(DATASOURCE_ID);

export const plugin = new DataSourcePlugin<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions>(PyroscopeDatasource)
  .setConfigEditor(LazyConfigEditor)
  .setQueryEditor(LazyQueryEditor);
