/** The stand-ins as the demo runs them: the recording over and over, up to a clock that the test sets. */
import path from 'node:path';
import { startStandins, type Standins } from '../../../demo/standins/start';
import { readDataset } from '../../../demo/standins/dataset';
import { idInRound, latestRound, roundLengthMs } from '../../../demo/standins/rounds';

jest.setTimeout(60_000);

const DATASET = path.join(__dirname, '..', '..', '..', 'demo', 'dataset');
const { times, exemplars } = readDataset(DATASET);
const LENGTH_MS = roundLengthMs(times);
const ROUND = 7;
const SHIFT_MS = ROUND * LENGTH_MS;
/** eight seconds into the round after the one that is looked at */
const NOW_MS = times.window.endMs + SHIFT_MS + 8_000;
/** a slow checkout with 32 samples */
const SLOW_TRACE = 'b81b12953caf10ce85e3435cec954f17';
const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';

let nowMs = NOW_MS;
let repeating: Standins;
let recorded: Standins;
beforeAll(async () => {
  repeating = await startStandins({ dataset: DATASET, recordedTime: false, clock: () => nowMs });
  recorded = await startStandins({ dataset: DATASET, recordedTime: true });
});
afterAll(() => Promise.all([repeating.close(), recorded.close()]));
beforeEach(() => {
  nowMs = NOW_MS;
});

interface Matrix {
  readonly data: {
    readonly result: ReadonlyArray<{
      readonly metric: Record<string, string>;
      readonly values: ReadonlyArray<readonly [number, string]>;
    }>;
  };
}

async function get<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>;
}

const rangeUrl = (base: string, query: string, fromMs: number, toMs: number, stepSeconds: number): string =>
  `${base}/api/v1/query_range?${new URLSearchParams({ query, start: String(fromMs / 1000), end: String(toMs / 1000), step: String(stepSeconds) }).toString()}`;

async function merge(
  base: string,
  fromMs: number,
  toMs: number,
  more: object = {}
): Promise<{ flamegraph: { total?: string; names: string[] } }> {
  const body = JSON.stringify({
    profileTypeID: CPU,
    labelSelector: '{service_name="checkout"}',
    start: fromMs,
    end: toMs,
    maxNodes: 65_536,
    ...more,
  });
  const response = await fetch(`${base}/querier.v1.QuerierService/SelectMergeStacktraces`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  return response.json() as Promise<{ flamegraph: { total?: string; names: string[] } }>;
}

it('shows a round as the recording shifted', async () => {
  const [fromMs, toMs] = [times.window.startMs + 60_000, times.deployMs - 10_000];
  expect(await merge(repeating.pyroscope, fromMs + SHIFT_MS, toMs + SHIFT_MS)).toEqual(
    await merge(recorded.pyroscope, fromMs, toMs)
  );
  const query =
    'histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket{job="checkout"}[30s])))';
  const shifted = await get<Matrix>(rangeUrl(repeating.prometheus, query, fromMs + SHIFT_MS, toMs + SHIFT_MS, 15));
  const original = await get<Matrix>(rangeUrl(recorded.prometheus, query, fromMs, toMs, 15));
  const valuesOf = (matrix: Matrix): number[] => matrix.data.result[0]!.values.map(([, value]) => Number(value));
  expect(valuesOf(shifted)).toHaveLength(valuesOf(original).length);
  valuesOf(shifted).forEach((value, i) => expect(value).toBeCloseTo(valuesOf(original)[i]!, 9));
});

it('has no hole in a rate across the seam of two rounds, and no version of the round before beyond it', async () => {
  const seamMs = times.window.startMs + SHIFT_MS;
  const { data } = await get<Matrix>(
    rangeUrl(
      repeating.prometheus,
      'sum(rate(http_server_requests_total{job="checkout"}[1m]))',
      seamMs - 120_000,
      seamMs + 120_000,
      5
    )
  );
  const values = data.result[0]!.values.map(([, value]) => Number(value));
  expect(values).toHaveLength(49);
  expect(Math.min(...values)).toBeGreaterThan(40);
  expect(Math.max(...values)).toBeLessThan(52);
  const versions = await get<Matrix>(
    rangeUrl(
      repeating.prometheus,
      'count by (version) (http_server_requests_total{job="checkout"})',
      seamMs + 5_000,
      seamMs + 60_000,
      5
    )
  );
  expect(versions.data.result.map(({ metric }) => metric['version'])).toEqual(['1.4.0']);
});

it('answers an absolute window the same at any later time', async () => {
  const window = [times.window.startMs + SHIFT_MS, times.window.endMs + SHIFT_MS] as const;
  const query = 'sum by (version) (rate(http_server_requests_total[30s]))';
  const ask = async (): Promise<unknown> => [
    await merge(repeating.pyroscope, ...window),
    await get(rangeUrl(repeating.prometheus, query, ...window, 15)),
    await get(
      `${repeating.tempo}/api/search?limit=500&start=${Math.floor(window[0] / 1000)}&end=${Math.floor(window[1] / 1000)}`
    ),
  ];
  const first = await ask();
  nowMs += 3 * LENGTH_MS + 1_234;
  expect(await ask()).toEqual(first);
});

it('has nothing that lies after the clock', async () => {
  nowMs = times.window.startMs + SHIFT_MS + 100_000;
  const toMs = nowMs + 600_000;
  expect((await merge(repeating.pyroscope, nowMs + 1, toMs)).flamegraph.total).toBeUndefined();
  const { data } = await get<Matrix>(rangeUrl(repeating.prometheus, 'no_such_metric', nowMs, toMs, 60));
  expect(data.result).toEqual([]);
  const rate = await get<Matrix>(
    rangeUrl(repeating.prometheus, 'sum(rate(http_server_requests_total[30s]))', nowMs + 31_000, toMs, 15)
  );
  expect(rate.data.result).toEqual([]);
});

it('leads from an exemplar of a round to its trace and to the profile of its span', async () => {
  const round = latestRound(times, NOW_MS);
  expect(round.index).toBe(ROUND);
  const url = `${repeating.prometheus}/api/v1/query_exemplars?${new URLSearchParams({
    query: 'http_server_request_duration_seconds_bucket{http_route="/checkout"}',
    start: String(round.startMs / 1000),
    end: String(round.endMs / 1000),
  }).toString()}`;
  const found = await get<{
    data: Array<{ exemplars: Array<{ labels: { trace_id: string; span_id: string }; timestamp: number }> }>;
  }>(url);
  const exemplar = found.data
    .flatMap((one) => one.exemplars)
    .find(({ labels }) => labels.trace_id === idInRound(SLOW_TRACE, ROUND))!;
  expect(
    exemplars.some((one) => one.exemplars.some(({ labels }) => labels['trace_id'] === exemplar.labels.trace_id))
  ).toBe(false);

  const { trace } = await get<{
    trace: {
      resourceSpans: Array<{
        scopeSpans: Array<{ spans: Array<{ spanId: string; startTimeUnixNano: string; attributes?: unknown }> }>;
      }>;
    };
  }>(`${repeating.tempo}/api/v2/traces/${exemplar.labels.trace_id}`);
  const spans = trace.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const server = spans.find(({ spanId }) => Buffer.from(spanId, 'base64').toString('hex') === exemplar.labels.span_id)!;
  expect(JSON.stringify(server.attributes)).toContain(
    `"pyroscope.profile.id","value":{"stringValue":"${exemplar.labels.span_id}"}`
  );
  const startMs = Number(BigInt(server.startTimeUnixNano) / BigInt(1_000_000));
  expect(Math.abs(startMs - exemplar.timestamp * 1000)).toBeLessThan(10_000);

  const { flamegraph } = await merge(repeating.pyroscope, startMs - 60_000, startMs + 60_000, {
    spanSelector: [exemplar.labels.span_id],
  });
  expect(Number(flamegraph.total)).toBeGreaterThan(0);
  expect(flamegraph.names).toContain('example.com/shop/api.(*Server).checkout');
  expect(await get(`${repeating.tempo}/api/v2/traces/${idInRound(exemplar.labels.trace_id, ROUND)}`)).toMatchObject({
    trace: { resourceSpans: expect.anything() as unknown },
  });
  expect(
    await get(`${repeating.tempo}/api/v2/traces/${idInRound(exemplar.labels.trace_id, ROUND ^ (ROUND + 5))}`)
  ).toEqual({ trace: {}, metrics: {} });
});

it('refuses what would load months of rounds, as the servers do', async () => {
  const monthMs = 30 * 86_400_000;
  const prometheus = await fetch(
    rangeUrl(repeating.prometheus, 'sum(rate(http_server_requests_total[28d]))', nowMs - monthMs, nowMs, 3_600)
  );
  expect(prometheus.status).toBe(422);
  expect(await prometheus.json()).toMatchObject({
    errorType: 'execution',
    error: expect.stringContaining('too many samples') as string,
  });
  const tempo = await fetch(
    `${repeating.tempo}/api/search?q={}&start=${Math.floor((nowMs - monthMs) / 1000)}&end=${Math.floor(nowMs / 1000)}`
  );
  expect([tempo.status, await tempo.text()]).toEqual([400, expect.stringContaining('exceeds 168h0m0s')]);
  expect(await merge(repeating.pyroscope, nowMs - monthMs, nowMs)).toMatchObject({ code: 'invalid_argument' });
});
