/**
 * The same kinds of requests against a small recording made by a program. What is expected is summed here from the plain
 * list of samples, or follows from constant rates: a stand-in that answered from a recording would fail.
 */
import type { Dataset } from '../../../demo/standins/dataset';
import { startStandins, type Standins } from '../../../demo/standins/start';
import {
  flameGraphNodes,
  diffNodes,
  treeNodes,
  type FlameGraphJson,
  type NodeTotals,
} from '../../contract/flameGraphs';
import { stacksOf } from '../../contract/pprofs';
import {
  CPU,
  DURATIONS,
  END_MS,
  GOROUTINES,
  MEMORY,
  plainSamples,
  RATES,
  smallDataset,
  START_MS,
  type PlainSample,
} from './smallDataset';

jest.setTimeout(60_000);

interface Point {
  readonly value?: number;
  readonly timestamp: string;
  readonly exemplars?: ReadonlyArray<{ readonly value: string; readonly profileId: string }>;
}
interface Answer {
  readonly code?: string;
  readonly flamegraph?: FlameGraphJson & { readonly total?: string };
  readonly tree?: string;
  readonly pprof?: { readonly profile: Readonly<Record<string, unknown>> };
  readonly names?: string[];
  readonly series?: ReadonlyArray<{
    readonly labels?: ReadonlyArray<{ readonly value: string }>;
    readonly points?: Point[];
    readonly slots?: ReadonlyArray<{
      readonly timestamp: string;
      readonly yMin: number[];
      readonly counts: number[];
      readonly exemplars?: ReadonlyArray<{ readonly spanId: string; readonly traceId: string; readonly value: string }>;
    }>;
  }>;
}

const sum = (samples: readonly PlainSample[]): number => samples.reduce((total, { value }) => total + value, 0);

describe.each([7, 4242])('a recording of seed %i', (seed) => {
  const samples = plainSamples(seed);
  const dataset: Dataset = smallDataset(samples);
  const orders = samples.filter(({ service, type }) => service === 'orders' && type === CPU);
  let standins: Standins;
  beforeAll(async () => {
    standins = await startStandins({ dataset, recordedTime: true });
  });
  afterAll(() => standins.close());

  async function ask(method: string, body: object, base = standins.pyroscope): Promise<Answer> {
    const response = await fetch(`${base}/querier.v1.QuerierService/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Answer;
  }
  const range = { start: START_MS, end: END_MS };
  const merge = (more: object, base?: string): Promise<Answer> =>
    ask(
      'SelectMergeStacktraces',
      { profileTypeID: CPU, labelSelector: '{service_name="orders"}', ...range, ...more },
      base
    );

  /** Totals per depth and name, by hand. */
  function nodesOf(list: readonly PlainSample[]): Record<string, number> {
    const nodes: Record<string, number> = {};
    for (const { stack, value } of list) {
      ['total', ...stack].forEach((name, depth) => {
        const key = `${depth} ${name}`;
        nodes[key] = (nodes[key] ?? 0) + value;
      });
    }
    return nodes;
  }
  const plain = (nodes: NodeTotals, side = 0): Record<string, number> =>
    Object.fromEntries([...nodes].flatMap(([key, totals]) => (totals[side]! > 0 ? [[key, totals[side]!]] : [])));

  it.each([CPU, GOROUTINES, MEMORY])('merges %s', async (profileTypeID) => {
    const { flamegraph } = await merge({ profileTypeID });
    const wanted = samples.filter(({ service, type }) => service === 'orders' && type === profileTypeID);
    expect(plain(flameGraphNodes(flamegraph!))).toEqual(nodesOf(wanted));
  });

  it('gives the same as tree bytes and as a profile with files and lines', async () => {
    const { tree } = await merge({ format: 'PROFILE_FORMAT_TREE' });
    expect(plain(treeNodes(tree!))).toEqual(nodesOf(orders));
    const { pprof } = await merge({ format: 'PROFILE_FORMAT_PPROF' });
    const { stacks } = stacksOf(pprof!.profile) as { stacks: Record<string, number> };
    const byHand: Record<string, number> = {};
    for (const { stack, value } of orders) {
      const key = [...stack]
        .reverse()
        .map((name) => `${name}@shop.go+0:7`)
        .join('\n');
      byHand[key] = (byHand[key] ?? 0) + value;
    }
    expect(stacks).toEqual(byHand);
  });

  it('cuts to the largest nodes and keeps the total', async () => {
    const { flamegraph } = await merge({ maxNodes: 3 });
    const paths = new Map<string, number>();
    for (const { stack, value } of orders) {
      stack.forEach((name, i) => {
        const path = stack.slice(0, i + 1).join(';');
        paths.set(path, (paths.get(path) ?? 0) + value);
      });
    }
    const [first, second, third] = [...paths.values()].sort((a, b) => b - a);
    const { '0 total': total, ...nodes } = plain(flameGraphNodes(flamegraph!));
    const kept = Object.entries(nodes).flatMap(([key, value]) => (key.endsWith('other') ? [] : [value]));
    expect(total).toBe(sum(orders));
    expect(kept.sort((a, b) => b - a).slice(0, 2)).toEqual([first, second]);
    expect(kept.length).toBeLessThanOrEqual(3);
    expect(Math.min(...kept)).toBeGreaterThanOrEqual(third!);
  });

  it('selects many spans, a trace, a push and a call site', async () => {
    const inSpans = orders.filter(({ spanId }) => spanId !== '');
    const some = inSpans.slice(0, 5);
    const bySpan = await merge({ spanSelector: some.map(({ spanId }) => spanId) });
    expect(Number(bySpan.flamegraph!.total)).toBe(sum(some));
    const byTrace = await merge({ traceIdSelector: [some[2]!.traceId] });
    expect(Number(byTrace.flamegraph!.total)).toBe(some[2]!.value);
    const callSite = ['main.main', 'http.serve', 'shop.order'].map((name) => ({ name }));
    const bySite = await merge({ stackTraceSelector: { callSite } });
    expect(Number(bySite.flamegraph!.total)).toBe(sum(orders.filter(({ stack }) => stack[2] === 'shop.order')));

    const series = await ask('SelectSeries', {
      profileTypeID: CPU,
      labelSelector: '{service_name="orders"}',
      start: START_MS,
      end: END_MS,
      step: 15,
      exemplarType: 'EXEMPLAR_TYPE_INDIVIDUAL',
    });
    const point = series.series![0]!.points![3]!;
    const push = orders.filter(
      ({ atMs }) => atMs > Number(point.timestamp) - 15_000 && atMs <= Number(point.timestamp)
    );
    expect(Number(point.exemplars![0]!.value)).toBe(sum(push));
    const byPush = await merge({ profileIdSelector: [point.exemplars![0]!.profileId] });
    expect(Number(byPush.flamegraph!.total)).toBe(sum(push));
  });

  it('adds up a series by label, largest first, as many as asked for', async () => {
    const totals = new Map<string, number>();
    for (const { spanName, value } of orders) {
      totals.set(spanName, (totals.get(spanName) ?? 0) + value);
    }
    const expected = [...totals].sort(([, a], [, b]) => b - a).slice(0, 2);
    const { series } = await ask('SelectSeries', {
      profileTypeID: CPU,
      labelSelector: '{service_name="orders"}',
      start: START_MS,
      end: START_MS + 240_000,
      step: 60,
      groupBy: ['span_name'],
      limit: 2,
    });
    expect(
      series!.map(({ labels, points }) => [
        labels?.[0]?.value ?? '',
        points!.reduce((total, { value = 0 }) => total + value, 0),
      ])
    ).toEqual(expected);
  });

  it('counts spans by their time in a heatmap', async () => {
    const inSpans = orders.filter(({ spanId }) => spanId !== '');
    const { series } = await ask('SelectHeatmap', {
      profileTypeID: CPU,
      labelSelector: '{service_name="orders"}',
      ...range,
      step: 60,
      queryType: 'HEATMAP_QUERY_TYPE_SPAN',
      exemplarType: 'EXEMPLAR_TYPE_SPAN',
    });
    const slots = series![0]!.slots!;
    const values = inSpans.map(({ value }) => value);
    const [min, max] = [Math.min(...values), Math.max(...values)];
    for (const { timestamp, counts, yMin, exemplars } of slots) {
      const [fromMs, toMs] = [Number(timestamp) - 60_000, Number(timestamp)];
      const members = inSpans.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
      expect(counts.reduce((a, b) => a + b)).toBe(members.length);
      expect(yMin).toHaveLength(20);
      expect([yMin[0], yMin[1]! - yMin[0]!]).toEqual([min, expect.closeTo((max - min) / 20, 3)]);
      expect(exemplars!.length).toBe(counts.filter((count) => count > 0).length);
      for (const { spanId, traceId, value } of exemplars!) {
        const span = members.find((member) => member.spanId === spanId)!;
        expect([traceId, Number(value)]).toEqual([span.traceId, span.value]);
      }
    }
    expect(slots.flatMap(({ counts }) => counts).reduce((a, b) => a + b)).toBe(inSpans.length);
  });

  it('compares two versions, and two ranges', async () => {
    const side = (selector: string, start = START_MS, end = END_MS): object => ({
      profileTypeID: CPU,
      labelSelector: selector,
      start,
      end,
    });
    const byLabel = await ask('Diff', {
      left: side('{service_name="orders",version="1"}'),
      right: side('{service_name="orders",version="2"}'),
    });
    const nodes = diffNodes(byLabel.flamegraph!);
    expect(plain(nodes, 0)).toEqual(nodesOf(orders.filter(({ version }) => version === '1')));
    expect(plain(nodes, 1)).toEqual(nodesOf(orders.filter(({ version }) => version === '2')));
    const middleMs = START_MS + 60_000;
    const byRange = await ask('Diff', {
      left: side('{service_name="orders"}', START_MS, middleMs),
      right: side('{service_name="orders"}', middleMs, END_MS),
    });
    const ranges = diffNodes(byRange.flamegraph!);
    expect(ranges.get('0 total')).toEqual([
      sum(orders.filter(({ atMs }) => atMs < middleMs)),
      sum(orders.filter(({ atMs }) => atMs >= middleMs)),
    ]);
  });

  it('lists labels and chained values', async () => {
    const values = (name: string, matchers: string[] = []): Promise<Answer> =>
      ask('LabelValues', { name, matchers, ...range });
    expect((await values('service_name')).names).toEqual(['orders', 'stock']);
    expect((await values('version', ['{service_name="stock"}'])).names).toEqual(['1', '2']);
    expect((await values('__profile_type__')).names).toEqual([CPU, GOROUTINES, MEMORY].sort());
    const names = [...new Set(orders.map(({ spanName }) => spanName).filter(Boolean))].sort();
    expect((await values('span_name', ['{service_name="orders"}'])).names).toEqual(names);
  });

  it('answers as v1 and as dual storage', async () => {
    const [v1, dual] = await Promise.all(
      (['v1', 'v1-v2-dual'] as const).map((storage) => startStandins({ dataset, recordedTime: true, storage }))
    );
    try {
      const some = orders.filter(({ spanId }) => spanId !== '').slice(0, 2);
      expect(await merge({ traceIdSelector: [some[0]!.traceId] }, v1!.pyroscope)).toMatchObject({
        code: 'unimplemented',
      });
      const spans = { spanSelector: some.map(({ spanId }) => spanId) };
      expect(Number((await merge(spans, v1!.pyroscope)).flamegraph!.total)).toBe(sum(some));
      const site = { stackTraceSelector: { callSite: [{ name: 'main.main' }, { name: 'runtime.gc' }] } };
      const gc = sum(orders.filter(({ stack }) => stack[1] === 'runtime.gc'));
      expect(Number((await merge(site, v1!.pyroscope)).flamegraph!.total)).toBe(sum(orders)); // ignored
      expect(Number((await merge(site, dual!.pyroscope)).flamegraph!.total)).toBe(gc);
      const seriesOfSite = await ask(
        'SelectSeries',
        { profileTypeID: CPU, labelSelector: '{service_name="orders"}', ...range, step: 240, ...site },
        v1!.pyroscope
      );
      expect(seriesOfSite.series![0]!.points!.reduce((total, { value = 0 }) => total + value, 0)).toBe(gc);
      const both = await merge({ start: 0, end: 0 }, dual!.pyroscope);
      expect(plain(treeNodes(both.tree!))).toEqual(nodesOf(orders));
      expect(plain(flameGraphNodes(both.flamegraph!))).toEqual(nodesOf(orders));
    } finally {
      await Promise.all([v1!.close(), dual!.close()]);
    }
  });

  it('answers rates and quantiles of routes, and what is probed before', async () => {
    const get = async (path: string, params: Record<string, string>): Promise<{ data: unknown }> =>
      (await (
        await fetch(`${standins.prometheus}/api/v1/${path}?${new URLSearchParams(params).toString()}`)
      ).json()) as { data: unknown };
    const time = String(START_MS / 1000 + 200);
    const instant = async (query: string): Promise<Record<string, number>> => {
      const { result } = (await get('query', { query, time })).data as {
        result: Array<{ metric: Record<string, string>; value: [number, string] }>;
      };
      return Object.fromEntries(result.map(({ metric, value }) => [metric['http_route'] ?? '', Number(value[1])]));
    };
    const rates = await instant('sum by (http_route) (rate(http_server_requests_total[1m]))');
    for (const [route, rate] of Object.entries(RATES)) {
      expect(rates[route]).toBeCloseTo(rate, 9);
    }
    const medians = await instant(
      'histogram_quantile(0.5, sum by (le, http_route) (rate(http_server_request_duration_seconds_bucket[1m])))'
    );
    // Linear inside the one bucket that holds all: half of 0 to 0.1, and half of 0.1 to 0.5.
    expect(DURATIONS).toEqual({ '/list': 0.05, '/order': 0.4 });
    expect(medians['/list']).toBeCloseTo(0.05, 9);
    expect(medians['/order']).toBeCloseTo(0.3, 9);
    const within = { start: String(START_MS / 1000), end: String(END_MS / 1000) };
    expect((await get('label/http_route/values', within)).data).toEqual(['/list', '/order']);
    expect((await get('metadata', {})).data).toEqual(dataset.metadata);
    const found = await get('series', { ...within, 'match[]': 'http_server_requests_total' });
    expect((found.data as unknown[]).length).toBe(2);
    const exemplars = await get('query_exemplars', { ...within, query: 'http_server_request_duration_seconds_bucket' });
    expect((exemplars.data as Array<{ exemplars: unknown[] }>)[0]!.exemplars).toHaveLength(
      orders.filter(({ spanId }) => spanId !== '').length
    );
  });

  it('finds traces by profile ids and by attributes', async () => {
    const search = async (q: string): Promise<string[]> => {
      const params = new URLSearchParams({
        q,
        limit: '1000',
        start: String(START_MS / 1000 - 1),
        end: String(END_MS / 1000),
      });
      const answer = (await (await fetch(`${standins.tempo}/api/search?${params.toString()}`)).json()) as {
        traces: Array<{ traceID: string }>;
      };
      return answer.traces.map(({ traceID }) => traceID.padStart(32, '0')).sort();
    };
    const inSpans = samples.filter(({ spanId }) => spanId !== '');
    const [a, b] = inSpans;
    expect(
      await search(`{ span.pyroscope.profile.id = "${a!.spanId}" || span.pyroscope.profile.id = "${b!.spanId}" }`)
    ).toEqual([a!.traceId, b!.traceId].sort());
    expect(
      await search('{ resource.service.name = "stock" && span.http.route = "/order" && duration > 300ms }')
    ).toEqual(
      inSpans
        .filter(({ service, spanName }) => service === 'stock' && spanName === 'POST /order')
        .map(({ traceId }) => traceId)
        .sort()
    );
    expect(await search('{ duration > 500ms }')).toEqual([]);
  });
});
