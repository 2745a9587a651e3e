import { cadenceSeconds, coveredSeconds } from './cadence';

const every = (seconds: number, from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / seconds) }, (_, i) => (from + (i + 1) * seconds) * 1000);

/** As a server answers: each push counted at the right edge of its step. */
const onSteps = (timesMs: readonly number[], seconds: number) => [
  ...new Set(timesMs.map((time) => Math.ceil(time / seconds / 1000) * seconds * 1000)),
];

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
  // 15, 15 and 30 s apart: no step of the answer fits the agents'.
  ['the second half, pushed every 20 s', onSteps(every(20, 300, 600), 15), 285],
  ['the second half, pushed every 25 s', onSteps(every(25, 300, 600), 15), 300],
  ['nothing', [], 0],
])('covers %s', (_, timesMs, expected) => {
  expect(coveredSeconds(timesMs, 15, 600)).toBe(expected);
});
