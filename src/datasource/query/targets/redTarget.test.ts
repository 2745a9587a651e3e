import {
  CoreApp,
  DataTopic,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
} from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { of } from 'rxjs';
import { runtime, setup } from '../../testing/setup';
import type { PyroscopeQuery } from '../../types';

interface PromTarget extends DataQuery {
  range?: boolean;
  instant?: boolean;
  expr: string;
  exemplar?: boolean;
}

/** What the linked datasource has, and what it was asked. */
const prometheus = {
  asked: [] as Array<DataQueryRequest<PromTarget>>,
  series: [] as Array<Record<string, string>>,
  errors: undefined as DataQueryResponse['errors'],
};

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
  getDataSourceSrv: () => ({ get: async () => ({ query: answer }) }),
}));

function answer(request: DataQueryRequest<PromTarget>) {
  prometheus.asked.push(request);
  const data = request.targets.flatMap((target): DataFrame[] =>
    target.refId.startsWith('probe')
      ? prometheus.series.map((labels) => valueFrame(target.refId, [1], labels))
      : [valueFrame(target.refId, [1, 2], {}), ...(target.exemplar ? [exemplarFrame(target.refId)] : [])]
  );
  const failed = new Set(prometheus.errors?.map(({ refId }) => refId));
  return of({ data: data.filter(({ refId }) => !failed.has(refId)), errors: prometheus.errors, state: 'Done' });
}

const valueFrame = (refId: string, values: number[], labels: Record<string, string>): DataFrame => ({
  refId,
  length: values.length,
  fields: [
    { name: 'Time', type: FieldType.time, values: values.map((_, i) => i * 15_000), config: {} },
    { name: 'Value', type: FieldType.number, values, labels, config: { displayNameFromDS: 'sum(…)' } },
  ],
});

const exemplarFrame = (refId: string): DataFrame => ({
  refId,
  name: 'exemplar',
  length: 1,
  meta: { dataTopic: DataTopic.Annotations, custom: { resultType: 'exemplar' } },
  fields: [
    { name: 'Time', type: FieldType.time, values: [7_000], config: {} },
    { name: 'Value', type: FieldType.number, values: [1500], config: {} },
    {
      name: 'trace_id',
      type: FieldType.string,
      values: ['4bf92f3577b34da6a3ce929d0e0e4736'],
      config: { links: [{ title: 'Tempo', url: '/t' }] },
    },
  ],
});

const measuredAs = (base: string, labels: Record<string, string>) =>
  ['_count', '_bucket'].map((end) => ({ __name__: `${base}${end}`, ...labels }));

async function red(target: Partial<PyroscopeQuery> = {}, prometheusUid: string | undefined = 'prom') {
  prometheus.asked = [];
  const { run, backend } = setup({ jsonData: { prometheusUid }, variables: { route: { value: '/cart' } } });
  const { data, errors } = await run([{ queryType: 'red', profileTypeId: '', ...target }], { intervalMs: 15_000 });
  return { frames: data as DataFrame[], errors, backend };
}

beforeEach(() => {
  prometheus.series = measuredAs('http_server_request_duration_seconds', { service_name: 'checkout' });
  prometheus.errors = undefined;
});

it('looks under which name the service is measured, then asks for each part; Pyroscope is not asked', async () => {
  const { frames, errors, backend } = await red();
  expect(errors).toBeUndefined();
  expect(backend.sent).toEqual([]);
  expect(prometheus.asked.map(({ targets }) => targets.map(({ refId }) => refId))).toEqual([
    ['probe', 'probe-range'],
    ['rate', 'errors', 'p50', 'p95', 'p99', 'versions'],
  ]);
  const rate = prometheus.asked[1].targets[0];
  expect(rate).toMatchObject({
    expr: 'sum(rate(http_server_request_duration_seconds_count{service_name="checkout"}[$__rate_interval]))',
    datasource: { uid: 'prom' },
  });
  expect(frames.map(({ refId, name }) => [refId, name])).toEqual([
    ['rate', 'rate'],
    ['errors', 'errors'],
    ['p50', 'p50'],
    ['p95', 'p95'],
    ['p99', 'p99'],
    ['p99', 'exemplar'],
    ['versions', 'versions'],
  ]);
  expect(frames.slice(0, 3).map(({ fields }) => [fields[1].config.unit, fields[1].config.displayName])).toEqual([
    ['reqps', 'rate'],
    ['percentunit', 'errors'],
    ['s', 'p50'],
  ]);
  expect(frames[0].meta?.notices?.[0].text).toContain('Read from http_server_request_duration_seconds_count');
});

it('keeps exemplars as annotations with their links, in seconds', async () => {
  prometheus.series = measuredAs('http_server_duration_milliseconds', { job: 'shop/checkout' });
  const { frames } = await red();
  const exemplars = frames.find(({ name }) => name === 'exemplar');
  expect(exemplars?.meta?.dataTopic).toBe(DataTopic.Annotations);
  expect(exemplars?.fields[1]).toMatchObject({ values: [1.5], config: { unit: 's' } });
  expect(exemplars?.fields[2].config.links).toHaveLength(1);
});

it('narrows to further labels of the metrics', async () => {
  await red({ metricSelector: '{http_route="$route"}' });
  expect(prometheus.asked[0].targets[0].expr).toContain('http_route="/cart"');
  expect(prometheus.asked[1].targets[0].expr).toContain('{service_name="checkout",http_route="/cart"}');
});

it('leaves out what failed, by name, and shows the rest', async () => {
  prometheus.errors = [{ refId: 'errors', message: 'too many samples' }];
  const { frames, errors } = await red();
  expect(errors).toBeUndefined();
  expect(frames.map(({ refId }) => refId)).not.toContain('errors');
  expect(frames[0].meta?.notices?.[1].text).toBe('Left out: errors: too many samples');
});

it('says in the words of the linked datasource why it could not look', async () => {
  prometheus.errors = [{ refId: 'probe', message: 'parse error' }];
  const { errors } = await red();
  expect(errors?.[0].message).toContain('The request metrics could not be looked for.');
  expect(errors?.[0].message).toContain('parse error');
});

it.each<[Partial<PyroscopeQuery>, string]>([
  [{ labelSelector: '{}' }, 'The label selector does not name one service.'],
  [{ labelSelector: '{service_name=~"a|b"}' }, 'The label selector does not name one service.'],
  [{ labelSelector: '{service_name="nosuch' }, 'The label selector {service_name="nosuch cannot be read.'],
])('names what is wrong: %#', async (target, message) => {
  const { errors } = await red(target);
  expect(errors?.[0].message).toContain(message);
});

it('says where to link a datasource where none is linked', async () => {
  const { errors } = await red({}, '');
  expect(errors?.[0].message).toContain('No Prometheus datasource is linked.');
  expect(errors?.[0].message).toContain('Linked datasources');
});

it('says that the service has no request metrics', async () => {
  prometheus.series = [{ __name__: 'up', job: 'checkout' }];
  const { errors } = await red();
  expect(errors?.[0].message).toContain('Prometheus has no request metrics of “checkout”');
});

it('looks over the whole range and at its end: a service may have stopped, or just begun', async () => {
  await red();
  expect(prometheus.asked[0].targets.map(({ range, instant }) => [range === true, instant === true])).toEqual([
    [false, true],
    [true, false],
  ]);
});

it('asks as a dashboard does, also in Explore, where Grafana makes a table without labels of what is instant', async () => {
  prometheus.asked = [];
  const { run } = setup({ jsonData: { prometheusUid: 'prom' } });
  const { errors } = await run([{ queryType: 'red', profileTypeId: '' }], { app: CoreApp.Explore });
  expect(errors).toBeUndefined();
  expect(prometheus.asked.map(({ app }) => app)).toEqual([CoreApp.Dashboard, CoreApp.Dashboard]);
});
