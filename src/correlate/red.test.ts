import type { Exemplar } from './exemplars';
import { buildRedModel, type RedInput, type SeriesColumns } from './red';

const refIds = { rate: 'rate', errors: 'errors', p50: 'p50', p95: 'p95', p99: 'p99', versions: 'versions' };
const allRefIds = Object.values(refIds);

function series(refId: string, values: Array<number | null>, labels: Record<string, string> = {}): SeriesColumns {
  return { refId, labels, timesMs: values.map((_, i) => i * 10_000), values };
}

function model(input: Partial<RedInput>) {
  return buildRedModel({
    series: [],
    exemplars: [],
    queried: allRefIds,
    errors: {},
    refIds,
    sloSeconds: null,
    loading: false,
    ...input,
  });
}

const request = (key: string, valueSeconds: number, timeMs = 0): Exemplar => ({
  key,
  timeMs,
  valueSeconds,
  traceId: key,
  spanId: null,
  labels: {},
});

describe('buildRedModel', () => {
  it('joins the three duration lines over all their times; NaN and infinities become gaps', () => {
    const p99 = { ...series('p99', [1, NaN]), timesMs: [0, 10_000] };
    const p50 = { ...series('p50', [0.1, Infinity]), timesMs: [10_000, 20_000] };
    expect(model({ series: [p99, p50] }).duration).toMatchObject({
      kind: 'lines',
      timesMs: [0, 10_000, 20_000],
      lines: { p99: [1, null, null], p50: [null, 0.1, null] },
      absent: [{ kind: 'no-data', refIds: ['p95'] }],
    });
  });

  it('adds up several rate series', () => {
    const rate = model({ series: [series('rate', [1, 2]), series('rate', [10, null])] }).rate;
    expect(rate).toMatchObject({ kind: 'lines', lines: { rate: [11, 2] } });
  });

  it('refuses to join several error or duration series', () => {
    const { errors } = model({ series: [series('errors', [0.1]), series('errors', [0.2])] });
    expect(errors).toEqual({ kind: 'absent', absence: { kind: 'several-series', refId: 'errors', series: 2 } });
  });

  it.each([
    ['the query is not there', { queried: ['p99'] }, { kind: 'no-query', refIds: ['rate'] }],
    ['it found nothing', {}, { kind: 'no-data', refIds: ['rate'] }],
    ['it found only NaN', { series: [series('rate', [NaN, NaN])] }, { kind: 'no-data', refIds: ['rate'] }],
    ['it is on its way', { loading: true }, { kind: 'loading' }],
    [
      'it failed',
      { errors: { rate: 'connection refused' } },
      { kind: 'failed', refId: 'rate', message: 'connection refused' },
    ],
    ['nobody tells of queries (Explore)', { queried: null }, { kind: 'no-data', refIds: ['rate'] }],
  ] as const)('says why a chart is missing: %s', (_, input, absence) => {
    expect(model(input).rate).toEqual({ kind: 'absent', absence });
  });

  it('names the failed query when all of a chart are missing', () => {
    const { duration } = model({ errors: { p95: 'timeout' } });
    expect(duration).toEqual({ kind: 'absent', absence: { kind: 'failed', refId: 'p95', message: 'timeout' } });
  });

  it('counts requests and errors of the view', () => {
    // 3 steps of 10 s: 40 + 40 + 20 requests; 10 % of the first 40 and half of the last 20 failed
    const { requestCount, errorCount } = model({
      series: [series('rate', [4, 4, 2]), series('errors', [0.1, 0, 0.5])],
    });
    expect({ requestCount, errorCount }).toEqual({ requestCount: 100, errorCount: 14 });
  });

  it('does not count errors without a ratio, nor anything from one point', () => {
    expect(model({ series: [series('rate', [4, 4])] })).toMatchObject({ requestCount: 80, errorCount: null });
    expect(model({ series: [series('rate', [4])] })).toMatchObject({ requestCount: null, errorCount: null });
  });

  it('marks a deploy by the version label', () => {
    const versions = [
      series('versions', [5, 5, 0, 0], { version: '1.4.0' }),
      series('versions', [null, null, 5, 5], { version: '1.5.0' }),
    ];
    expect(model({ series: versions }).deploys).toEqual([{ timeMs: 20_000, version: '1.5.0' }]);
  });

  it('calls requests slow by the objective, slowest first', () => {
    const red = model({ sloSeconds: 1, exemplars: [request('a', 1), request('b', 0.99), request('c', 3)] });
    expect(red.slow.map(({ key }) => key)).toEqual(['c', 'a']);
  });

  it('calls requests slow by the view’s median p95 where there is no objective', () => {
    const red = model({ series: [series('p95', [0.2, 0.4, 9])], exemplars: [request('a', 0.4), request('b', 0.3)] });
    expect({ limit: red.slowSeconds, slow: red.slow.map(({ key }) => key) }).toEqual({ limit: 0.4, slow: ['a'] });
  });

  it('calls nothing slow without either', () => {
    expect(model({ exemplars: [request('a', 40)] })).toMatchObject({ slowSeconds: null, slow: [] });
  });
});
