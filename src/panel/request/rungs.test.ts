import type { Exemplar } from '../../correlate/exemplars';
import { ladderOf, MOST_OF_ROUTE } from './rungs';

const HOUR = 3600_000;
const dot = (hours: number): Exemplar => ({
  key: `k${hours}`,
  timeMs: hours * HOUR,
  valueSeconds: 0.2,
  traceId: '1'.padStart(32, '0'),
  spanId: '1'.padStart(16, '0'),
  labels: { http_route: '/checkout' },
});
const ladder = (exemplar: Exemplar, exemplars: readonly Exemplar[]) =>
  ladderOf({ exemplar, exemplars, service: 'checkout', canSelectTraces: false, hasTraces: true });
const routeOf = ({ states }: ReturnType<typeof ladder>) => states.find(({ rung }) => rung === 'route')!;

test('over days, the route reads requests around the opened one alone, and counts what it reads', () => {
  const week = Array.from({ length: 168 }, (_, hour) => dot(hour));
  const { ofRoute, ...rest } = ladder(week[10], week);
  expect(
    Math.max(...ofRoute.map(({ timeMs }) => timeMs)) - Math.min(...ofRoute.map(({ timeMs }) => timeMs))
  ).toBeLessThan(24 * HOUR);
  expect(ofRoute).toContain(week[10]);
  expect(routeOf({ ofRoute, ...rest }).told).toBe(`${ofRoute.length} of 168 requests of /checkout in view, merged.`);
});

test('no more requests than one profile query takes', () => {
  const many = Array.from({ length: 300 }, (_, at) => dot(at / 100));
  expect(ladder(many[0], many).ofRoute).toHaveLength(MOST_OF_ROUTE);
});

test('alone within a day, there is no route to read', () => {
  expect(routeOf(ladder(dot(0), [dot(0), dot(100)])).closed).toBe('No other request of /checkout in view can be read.');
});
