/** Entry of the datasource plugin. */
import { DataSourcePlugin } from '@grafana/data';
import { PyroscopeDatasource } from './datasource';
import type { PyroscopeOptions, PyroscopeQuery } from './types';

export const plugin = new DataSourcePlugin<PyroscopeDatasource, PyroscopeQuery, PyroscopeOptions>(PyroscopeDatasource);
