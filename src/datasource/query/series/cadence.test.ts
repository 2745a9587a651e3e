import { cadenceSeconds, coveredSeconds } from './cadence';

const every = (seconds: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, i) => (from + (i + 1) * seconds) * 1000);

it('reads how often the agents push', () => {
  expect(cadenceSeconds(every(30, 0, 600), 15)).toBe(30);
  expect(cadenceSeconds(every(15, 0, 600), 15)).toBe(15);
  expect(cadenceSeconds([1000], 15)).toBe(15);
});

it.each([
  ['all of it', every(30, 0, 600), 600],
  ['all but the edges', every(30, 30, 570), 600],
  ['the second half', every(30, 300, 600), 300],
  ['two thirds, with a hole', [...every(30, 0, 200), ...every(30, 400, 600)], 360],
  ['nothing', [], 0],
])('covers %s', (_, timesMs, expected) => {
  expect(coveredSeconds(timesMs, 15, 600)).toBe(expected);
});
