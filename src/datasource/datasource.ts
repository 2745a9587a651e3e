import { DataSourceApi, type DataQueryRequest, type DataQueryResponse, type DataSourceInstanceSettings, type TestDataSourceResponse } from '@grafana/data';
import { of, type Observable } from 'rxjs';
import type { PyroscopeOptions, PyroscopeQuery } from './types';

export class PyroscopeDatasource extends DataSourceApi<PyroscopeQuery, PyroscopeOptions> {
  constructor(settings: DataSourceInstanceSettings<PyroscopeOptions>) {
    super(settings);
  }

  override query(_request: DataQueryRequest<PyroscopeQuery>): Observable<DataQueryResponse> {
    return of({ data: [] });
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return Promise.resolve({ status: 'error', message: 'Not connected.' });
  }
}
