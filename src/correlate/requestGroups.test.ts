import { chooseGroups, evenly, isInRegion, type GroupLimits } from './requestGroups';
import type { Exemplar } from './exemplars';

const START = Date.UTC(2026, 10, 22, 14);

const request = (i: number, seconds: number, route?: string): Exemplar => ({
  key: `${route ?? ''}-${seconds}-${i}`,
  timeMs: START + i * 1000,
  valueSeconds: seconds,
  traceId: i.toString(16).padStart(32, '0'),
  spanId: null,
  labels: route === undefined ? {} : { http_route: route },
});
const requests = (count: number, seconds: number, route?: string) =>
  Array.from({ length: count }, (_, i) => request(i, seconds, route));

const limits: GroupLimits = { batches: 8, perBatch: 8 };
const countsByRoute = (batches: ReadonlyArray<readonly Exemplar[]>) => {
  const counts: Record<string, number> = {};
  batches.flat().forEach(({ labels }) => {
    counts[labels.http_route] = (counts[labels.http_route] ?? 0) + 1;
  });
  return counts;
};

it('a region holds its edges', () => {
  const region = { fromMs: START, toMs: START + 1000, fromSeconds: 1, toSeconds: 2 };
  expect(isInRegion(request(0, 1), region)).toBe(true);
  expect(isInRegion(request(1, 2), region)).toBe(true);
  expect(isInRegion(request(2, 1), region)).toBe(false);
  expect(isInRegion(request(0, 2.01), region)).toBe(false);
});

it('compares with other requests of the same route alone', () => {
  const slow = requests(20, 2, '/checkout');
  const groups = chooseGroups(
    slow,
    [...slow, ...requests(10, 0.1, '/checkout'), ...requests(90, 0.1, '/home')],
    limits
  );
  expect(groups).toMatchObject({
    groupUsed: 20,
    groupFound: 20,
    othersUsed: 10,
    othersFound: 10,
    routes: ['/checkout'],
  });
  expect(groups.group).toHaveLength(8);
  expect(groups.others.flat().every(({ labels }) => labels.http_route === '/checkout')).toBe(true);
});

it('keeps the mix of several routes the same on both sides', () => {
  const picked = [...requests(30, 2, '/a'), ...requests(10, 2, '/b'), ...requests(5, 2, '/only-here')];
  const groups = chooseGroups(picked, [...picked, ...requests(60, 0.1, '/a'), ...requests(20, 0.1, '/b')], limits);
  expect(countsByRoute(groups.group)).toEqual({ '/a': 30, '/b': 10 });
  expect(countsByRoute(groups.others)).toEqual({ '/a': 48, '/b': 16 });
  expect(groups.groupFound).toBe(45);
});

it('compares with everything else where routes are not known', () => {
  const slow = requests(6, 2);
  const groups = chooseGroups(slow, [...slow, ...requests(200, 0.1)], limits);
  expect(groups).toMatchObject({ groupUsed: 6, othersUsed: 64, othersFound: 200, routes: [] });
});

it('asks for a bounded number of requests, spread over the whole time, each once', () => {
  const slow = requests(500, 2, '/a');
  const groups = chooseGroups(slow, [...slow, ...requests(500, 0.1, '/a')], limits);
  expect(groups.groupUsed).toBe(64);
  expect(new Set(groups.group.flat().map(({ key }) => key)).size).toBe(64);
  for (const batch of groups.group) {
    expect(
      Math.max(...batch.map(({ timeMs }) => timeMs)) - Math.min(...batch.map(({ timeMs }) => timeMs))
    ).toBeGreaterThan(400_000);
  }
});

it('makes no empty batches', () => {
  const slow = requests(3, 2, '/a');
  expect(chooseGroups(slow, slow, limits)).toMatchObject({ others: [], othersUsed: 0, groupUsed: 3 });
  expect(chooseGroups(slow, slow, limits).group).toHaveLength(3);
  expect(chooseGroups([], [], limits)).toMatchObject({ group: [], others: [] });
});

it('picks evenly', () => expect(evenly([0, 1, 2, 3, 4, 5], 3)).toEqual([0, 2, 4]));
