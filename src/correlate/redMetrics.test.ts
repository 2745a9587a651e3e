import { chooseRedSource, METRIC_SERVICE_LABELS, probeQuery, redQueries } from './redMetrics';

const OTEL = 'http_server_request_duration_seconds';
const exprOf = (found: Array<Record<string, string>>, part: string, extra = '') => {
  const source = chooseRedSource(found);
  return source && redQueries(source, 'checkout', extra).find((query) => query.part === part)?.expr;
};

it('asks for all names once a label, the service escaped where the matcher is an expression', () => {
  const probe = probeQuery('a.b', 'env="prod"');
  expect(probe.split(' or ')).toHaveLength(METRIC_SERVICE_LABELS.length);
  expect(probe).toContain('service_name="a.b",env="prod"');
  expect(probe).toContain('job=~"(.+/)?a\\\\.b"');
  expect(probe).toContain(`${OTEL}_bucket|`);
});

it('takes the first convention that has series of the service', () => {
  const own = { __name__: 'http_request_duration_seconds_count', job: 'checkout' };
  const otel = { __name__: `${OTEL}_count`, job: 'shop/checkout' };
  const bucket = { __name__: `${OTEL}_bucket`, job: 'shop/checkout' };
  expect(chooseRedSource([own, otel, bucket])).toMatchObject({
    convention: { title: 'OpenTelemetry HTTP' },
    serviceLabel: 'job',
    durations: 'buckets',
  });
  expect(chooseRedSource([own])).toMatchObject({ convention: { title: 'Own HTTP' }, durations: 'none' });
  expect(chooseRedSource([{ __name__: 'up', job: 'checkout' }])).toBeNull();
});

it('reads rate, errors and durations', () => {
  const found = [
    { __name__: `${OTEL}_count`, service_name: 'checkout' },
    { __name__: `${OTEL}_bucket`, service_name: 'checkout' },
  ];
  const sel = 'service_name="checkout",http_route="/a"';
  const extra = 'http_route="/a"';
  expect(exprOf(found, 'rate', extra)).toBe(`sum(rate(${OTEL}_count{${sel}}[$__rate_interval]))`);
  expect(exprOf(found, 'errors', extra)).toMatch(/ or vector\(0\)\) \/ sum\(rate\(/);
  expect(exprOf(found, 'p99', extra)).toBe(
    `histogram_quantile(0.99, sum by (le) (rate(${OTEL}_bucket{${sel}}[$__rate_interval])))`
  );
});

it('gives durations in seconds whatever the unit of the metric', () => {
  const name = 'http_server_duration_milliseconds';
  const found = ['_count', '_bucket'].map((end) => ({ __name__: `${name}${end}`, job: 'checkout' }));
  expect(exprOf(found, 'p50')).toMatch(/ \* 0\.001$/);
});

it('reads a native histogram, and has no durations where there are only counters', () => {
  expect(exprOf([{ __name__: OTEL, job: 'checkout' }], 'rate')).toMatch(/^histogram_count\(sum\(rate\(/);
  expect(exprOf([{ __name__: OTEL, job: 'checkout' }], 'p95')).not.toContain('_bucket');
  expect(exprOf([{ __name__: 'istio_requests_total', destination_workload: 'checkout' }], 'p95')).toBeUndefined();
});

it('asks for exemplars once', () => {
  const source = chooseRedSource([
    { __name__: `${OTEL}_count`, job: 'checkout' },
    { __name__: `${OTEL}_bucket`, job: 'checkout' },
  ]);
  const queries = source ? redQueries(source, 'checkout', '') : [];
  expect(queries.filter(({ withExemplars }) => withExemplars).map(({ part }) => part)).toEqual(['p99']);
});
