import { createDataFrame, type DataFrame } from '@grafana/data';
import type { Exemplar } from '../../correlate/exemplars';
import { runTask } from '../analysis/tasks';
import type { RequestSelection } from '../request/profileTarget';
import { loadTraceShares, MOST_ROUTES, MOST_TRACES, type TracePorts } from './loadTraces';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const START = Date.UTC(2026, 10, 22, 14);

const request = (route: string, seconds: number, spanId: string | null = `${route}-${seconds}`): Exemplar => ({
  key: `${route}-${seconds}`,
  timeMs: START + seconds * 1000,
  valueSeconds: seconds,
  traceId: `trace-${route}-${seconds}`,
  spanId,
  labels: { http_route: route },
});

/** `samples` samples of `func` under a handler with ten of its own */
const profile = (func: string, samples: number): DataFrame =>
  createDataFrame({
    name: 'response',
    fields: [
      { name: 'level', values: [0, 1, 2] },
      { name: 'value', values: [10 + samples, 10 + samples, samples].map((n) => n * 1e7) },
      { name: 'self', values: [0, 10, samples].map((n) => n * 1e7) },
      { name: 'label', values: ['total', 'handle', func] },
    ],
  });

/** `/hot` runs the function, one sample a tenth of a second; `/cold` does something else; what ends in 9 s has no samples. */
function setup(changes: Partial<TracePorts> = {}) {
  const asked: RequestSelection[] = [];
  const ports: TracePorts = {
    querySelection: async (selection) => {
      asked.push(selection);
      const [id] = selection.ids;
      const seconds = Number(/[\d.]+$/.exec(id)?.[0]);
      return (id.includes('-9') && selection.ids.length === 1) || id === '/cold-9'
        ? null
        : profile(id.includes('/hot') ? 'Hot' : 'Cold', Math.round(seconds * 10));
    },
    canSelectTraces: false,
    onProgress: () => undefined,
    compute: async (task) => runTask(task) as never,
    ...changes,
  };
  return {
    asked,
    load: (requests: readonly Exemplar[]) => loadTraceShares(requests, { func: 'Hot', profileTypeId: CPU }, ports),
  };
}

it('asks the routes first, then the slowest requests of those that run the function, most of it first', async () => {
  const { asked, load } = setup();
  const shares = await load([
    request('/cold', 9),
    request('/cold', 5),
    request('/hot', 2),
    request('/hot', 3),
    request('/hot', 9),
  ]);
  expect(asked.map(({ ids }) => ids.length)).toEqual([2, 3, 1, 1, 1]);
  expect(shares).toMatchObject({ routes: 2, routesWithFunction: 1, read: 3, withoutSamples: 1, withoutFunction: 0 });
  expect(shares.traces.map(({ exemplar, weight, total }) => [exemplar.key, weight / 1e7, total / 1e7])).toEqual([
    ['/hot-3', 30, 40],
    ['/hot-2', 20, 30],
  ]);
});

it('reads the requests at once where there is one route, and no more than it says', async () => {
  const { asked, load } = setup();
  const shares = await load(Array.from({ length: 60 }, (_, i) => request('/hot', 2 + i / 100)));
  expect(asked).toHaveLength(MOST_TRACES);
  expect(shares).toMatchObject({ routes: 0, read: MOST_TRACES });
});

it('counts the routes past its limit', async () => {
  const routes = Array.from({ length: MOST_ROUTES + 3 }, (_, i) => request(`/hot${i}`, 2 + i / 100));
  await expect(setup().load(routes)).resolves.toMatchObject({ routes: MOST_ROUTES, routesLeftOut: 3 });
});

it('asks by trace where the data source can, and else says how many it can not ask for', async () => {
  const dots = [request('/hot', 2, null), request('/hot', 3)];
  const without = setup();
  await expect(without.load(dots)).resolves.toMatchObject({ read: 1, unnamed: 1 });
  const able = setup({ canSelectTraces: true });
  await expect(able.load(dots)).resolves.toMatchObject({ read: 2, unnamed: 0 });
  expect(able.asked.map(({ kind }) => kind)).toEqual(['spans', 'traces']);
});

it('has nothing to say about nothing', () =>
  expect(setup().load([])).resolves.toMatchObject({ traces: [], read: 0, routes: 0 }));
