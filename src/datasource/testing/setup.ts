/** A datasource with a fake Grafana round it. Tests mock `@grafana/runtime` with `runtime`. */
import {
  dateTime,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type TimeRange,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { PyroscopeDatasource } from '../datasource';
import type { PyroscopeOptions, PyroscopeQuery } from '../types';
import { FakeBackend, type Reply } from './fakeBackend';
import { fakeTemplates, type FakeVariables } from '../../shared/ui/selector/testing/fakeTemplates';

// Jest has no workers (nor `import.meta`): decoding falls back to the main thread.
jest.mock('../worker/createDecodeWorker', () => ({
  createDecodeWorker: () => {
    throw new Error('no worker here');
  },
}));

/** What the mocked `getBackendSrv` and `getTemplateSrv` hand out. */
export const runtime = {
  backend: new FakeBackend(() => 'never'),
  templates: fakeTemplates({}),
};

export const PROXY_URL = '/api/datasources/proxy/uid/fl-pyroscope';
export const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

/** Answers to the requests in their order, or by request. */
export type Replies = readonly Reply[] | ConstructorParameters<typeof FakeBackend>[0];

interface SetupOptions {
  readonly replies?: Replies;
  /** answer to the question why an answer is empty */
  readonly stats?: Reply;
  readonly variables?: FakeVariables;
  readonly jsonData?: PyroscopeOptions;
}

export function setup({ replies = [], stats, variables = {}, jsonData = {} }: SetupOptions = {}) {
  const reply = typeof replies === 'function' ? replies : (_: unknown, index: number) => replies[index] ?? 'never';
  runtime.backend = new FakeBackend(reply, stats);
  runtime.templates = fakeTemplates(variables);
  const datasource = new PyroscopeDatasource({
    uid: 'fl-pyroscope',
    type: 'fixlayer-pyroscope-datasource',
    name: 'Pyroscope',
    url: PROXY_URL,
    jsonData,
  } as DataSourceInstanceSettings<PyroscopeOptions>);
  const run = (
    targets: Array<Partial<PyroscopeQuery>>,
    request: Partial<DataQueryRequest<PyroscopeQuery>> = {}
  ): Promise<DataQueryResponse> => lastValueFrom(datasource.query(requestOf(targets, request)));
  return { datasource, backend: runtime.backend, run };
}

/** A request as Grafana makes it, over the range of the recorded answers. */
export function requestOf(
  targets: Array<Partial<PyroscopeQuery>>,
  part: Partial<DataQueryRequest<PyroscopeQuery>> = {}
): DataQueryRequest<PyroscopeQuery> {
  return {
    requestId: 'SQR101',
    range: rangeOf(1795385950158, 1795386010158),
    scopedVars: {},
    targets: targets.map((target) => ({
      refId: 'A',
      queryType: 'profile',
      profileTypeId: CPU,
      labelSelector: '{service_name="checkout"}',
      ...target,
    })),
    ...part,
  } as DataQueryRequest<PyroscopeQuery>;
}

/** A relative range unless `isFixed`: as the user picks it, and so that every query is sent. */
export function rangeOf(fromMs: number, toMs: number, isFixed = false): TimeRange {
  const from = dateTime(fromMs);
  const to = dateTime(toMs);
  return { from, to, raw: isFixed ? { from, to } : { from: 'now-1m', to: 'now' } };
}
