import type { RedRefIds } from './red';
import { bucketQuantile, recogniseRed, type DescribedSeries } from './recogniseRed';
import { redQueries, RED_CONVENTIONS } from './redMetrics';

const refIds: RedRefIds = { rate: 'rate', errors: 'errors', p50: 'p50', p95: 'p95', p99: 'p99', versions: 'versions' };

const series = (changes: Partial<DescribedSeries>): DescribedSeries => ({
  refId: 'A',
  labels: {},
  timesMs: [0, 15_000],
  values: [0.2, 0.4],
  unit: '',
  name: '',
  expr: '',
  ...changes,
});
const read = (...all: Array<Partial<DescribedSeries>>) =>
  recogniseRed(
    all.map(series),
    refIds,
    all.map(({ refId }) => refId ?? 'A')
  );
const partsOf = (...all: Array<Partial<DescribedSeries>>) => read(...all).recognised;

describe('recogniseRed', () => {
  it('knows every convention that the datasource knows by its own expressions', () => {
    for (const convention of RED_CONVENTIONS) {
      for (const durations of ['buckets', 'native'] as const) {
        const queries = redQueries({ convention, serviceLabel: 'service', durations }, 'shop', '').filter(
          ({ part }) => part !== 'versions'
        );
        const parts = queries.map(({ part, expr }, i) => ({ refId: String.fromCharCode(65 + i), expr, part }));
        const expected = Object.fromEntries(parts.map(({ part, refId }) => [part, refId]));
        expect([convention.title, durations, partsOf(...parts)]).toEqual([convention.title, durations, expected]);
      }
    }
  });

  it.each([
    ['unit and legend', { name: 'p99', unit: 'ms' }, 'p99', [0.0002, 0.0004]],
    ['a median in seconds', { name: 'Median latency', unit: 's' }, 'p50', [0.2, 0.4]],
    [
      'TraceQL quantiles by label',
      { labels: { p: '0.95' }, expr: '{} | quantile_over_time(duration, .5, .95)' },
      'p95',
      [0.2, 0.4],
    ],
    ['a summary', { labels: { quantile: '0.99' }, expr: 'http_request_duration_seconds' }, 'p99', [0.2, 0.4]],
    [
      'milliseconds in the metric',
      { expr: 'histogram_quantile(0.5, sum by (le) (rate(x_duration_milliseconds_bucket[1m])))' },
      'p50',
      [0.0002, 0.0004],
    ],
    [
      'milliseconds turned into seconds',
      { expr: 'histogram_quantile(0.5, rate(x_duration_milliseconds_bucket[1m])) * 0.001' },
      'p50',
      [0.2, 0.4],
    ],
    ['requests a minute', { unit: 'reqpm', name: 'traffic' }, 'rate', [0.2 / 60, 0.4 / 60]],
    ['a rate of one’s own', { expr: 'sum(rate(shop_requests_total[1m]))' }, 'rate', [0.2, 0.4]],
    [
      'TraceQL rate',
      { unit: 'reqps', expr: '{resource.service.name="x" && kind=server} | rate()' },
      'rate',
      [0.2, 0.4],
    ],
    ['errors in percent', { unit: 'percent', name: 'Error rate' }, 'errors', [0.002, 0.004]],
    [
      'a share without a unit',
      { expr: 'sum(rate(x_total{code=~"5.."}[1m])) / sum(rate(x_total[1m]))' },
      'errors',
      [0.2, 0.4],
    ],
    ['availability turned round', { unit: 'percentunit', name: 'Availability' }, 'errors', [0.8, 0.6]],
    [
      'versions',
      { labels: { service_version: '1.4' }, expr: 'sum by (service_version) (rate(x_requests_total[1m]))' },
      'versions',
      [0.2, 0.4],
    ],
    [
      'numbers of series by version',
      { labels: { version: '1.4' }, expr: 'count by (version) (process_cpu_seconds_total)' },
      'versions',
      [0.2, 0.4],
    ],
    [
      'requests of a service whose labels have names of other counters',
      { expr: 'sum by (cpu) (rate(shop_requests_total{namespace="gc"}[1m]))' },
      'rate',
      [0.2, 0.4],
    ],
    [
      'a share of successes by its negated condition',
      { expr: 'sum(rate(x_total{code!~"5.."}[5m])) / sum(rate(x_total[5m]))' },
      'errors',
      [0.8, 0.6],
    ],
    [
      'one less the share of errors, called by its expression',
      {
        name: '1 - sum(rate(x_errors_total[5m])) / sum(rate(x_total[5m]))',
        expr: '1 - sum(rate(x_errors_total[5m])) / sum(rate(x_total[5m]))',
      },
      'errors',
      [0.8, 0.6],
    ],
    [
      'a failure that is a negated condition',
      { expr: 'sum(rate(x_total{grpc_code!="OK"}[5m])) / sum(rate(x_total[5m]))' },
      'errors',
      [0.2, 0.4],
    ],
  ] as const)('%s', (_, described, part, values) => {
    const { recognised, series: found } = read(described);
    expect(recognised).toEqual({ [part]: 'A' });
    expect(found[0].refId).toBe(refIds[part]);
    Array.from(found[0].values).forEach((value, i) => expect(value).toBeCloseTo(values[i], 10));
  });

  it.each([
    ['a quantile that the strip does not draw', { name: 'p90', unit: 's' }],
    ['a quantile of sizes', { expr: 'histogram_quantile(0.99, rate(http_response_size_bytes_bucket[1m]))' }],
    ['bytes per second', { unit: 'binBps', name: 'traffic' }],
    ['CPU', { expr: 'rate(process_cpu_seconds_total[1m])' }],
    ['a mean duration', { expr: 'rate(x_seconds_sum[1m]) / rate(x_seconds_count[1m])' }],
    ['an error share beyond 1', { expr: 'sum(rate(e_errors_total[1m])) / sum(rate(x[1m]))', values: [3, 4] }],
    ['CPU of containers', { expr: 'sum(rate(container_cpu_usage_seconds_total[1m]))' }],
    ['CPU that is called by its expression', { name: 'rate(node_cpu_total[1m])', expr: 'rate(node_cpu_total[1m])' }],
    ['garbage collections', { expr: 'rate(go_gc_cycles_total[1m])' }],
    ['any other counter', { expr: 'rate(jobs_done_total[1m])' }],
    ['requests that the service sends', { expr: 'rate(http_client_request_duration_seconds_count[1m])' }],
    ['pauses', { labels: { version: '1.4' }, expr: 'sum by (version) (rate(go_gc_cycles_total[1m]))' }],
    ['a gauge by version', { labels: { version: '1.4' }, expr: 'sum by (version) (queue_length)' }],
    ['a rate of requests that did not fail', { expr: 'sum(rate(x_requests_total{code!~"5.."}[1m]))' }],
    ['memory', { unit: 'bytes', name: 'heap' }],
    ['nothing known', {}],
  ] as const)('leaves out %s', (_, described) => expect(read(described).recognised).toEqual({}));

  it('makes failures per second a share of the rate; no series of them is none failed', () => {
    const { recognised, series: found } = read(
      { refId: 'A', expr: 'sum(rate(x_requests_total[1m]))', values: [10, 20] },
      { refId: 'B', expr: 'sum(rate(x_requests_total{code=~"5.."}[1m]))', timesMs: [15_000], values: [5] }
    );
    expect(recognised).toEqual({ rate: 'A', errors: 'B' });
    expect(found.find(({ refId }) => refId === 'errors')?.values).toEqual([0, 0.25]);
  });

  it('reads quantiles and rate out of buckets', () => {
    const bucket = (le: string, count: number) => ({
      labels: { le },
      values: [count, count],
      expr: 'sum by (le) (rate(http_request_duration_seconds_bucket[1m]))',
    });
    const { recognised, series: found } = read(bucket('0.1', 50), bucket('1.0', 90), bucket('+Inf', 100));
    expect(recognised).toEqual({ rate: 'A', p50: 'A', p95: 'A', p99: 'A' });
    const first = (refId: string) => found.find((one) => one.refId === refId)?.values[0];
    expect([first('rate'), first('p50'), first('p95')]).toEqual([100, 0.1, 1]);
  });

  it('a query with the name of a part is that part, even where it brings nothing', () => {
    const named = { refId: 'rate', expr: 'custom', values: [7, 7] };
    const looksLikeIt = { refId: 'B', unit: 'reqps', name: 'requests' };
    expect(read(named, looksLikeIt)).toMatchObject({ recognised: {}, series: [{ refId: 'rate', values: [7, 7] }] });
    expect(recogniseRed([series(looksLikeIt)], refIds, ['rate', 'B']).recognised).toEqual({});
  });

  it('takes the query that looks most like it, and all of its series', () => {
    const { recognised, series: found } = read(
      { refId: 'A', expr: 'sum(rate(jobs_count[1m]))' },
      { refId: 'B', unit: 'reqps', name: 'requests', labels: { route: '/a' } },
      { refId: 'B', unit: 'reqps', name: 'requests', labels: { route: '/b' } }
    );
    expect(recognised).toEqual({ rate: 'B' });
    expect(found).toHaveLength(2);
  });
});

it.each([
  [0.5, [10, 20, 20], 0.1],
  [0.75, [10, 20, 20], 0.55],
  [0.99, [0, 0, 5], 1],
  [0.5, [0, 0, 0], null],
])('quantile %p of %p', (q, counts, expected) => {
  const found = bucketQuantile(q, [0.1, 1, Infinity], counts);
  return expected === null ? expect(found).toBeNull() : expect(found).toBeCloseTo(expected, 10);
});
