/** The arithmetic of the comparison, against published values. */
import { treeFromText } from '../../profiles/testing/treeFromText';
import { measureDispersion } from './dispersion';
import { jensenShannon } from './gates';
import { criticalRank, metricShift } from './metricShift';
import { pairFunctions, withoutNumbers } from './pairing';
import { benjaminiHochberg, rateRatioInterval } from './rateRatio';
import { summarizeSlowSpans } from './slowSpans';

const plainCounts = { dispersion: 1, drift: 0 };

it.each([
  // 540 samples in 120 k requests, 330 in 131 k: shrank; 92 and 70 at equal load: not shown
  [540, 330, 120 / 131, 0.56, 0.49, 0.64],
  [92, 70, 1, 0.76, 0.55, 1.05],
])('ratio of %i and %i samples', (samplesBefore, samplesAfter, scale, ratio, low, high) => {
  const interval = rateRatioInterval({ samplesBefore, samplesAfter, scale, ...plainCounts });
  expect(interval.ratio).toBeCloseTo(ratio, 2);
  expect(interval.low).toBeCloseTo(low, 2);
  expect(interval.high).toBeCloseTo(high, 2);
});

it('five samples against none prove nothing, six do', () => {
  const high = (samplesBefore: number) =>
    rateRatioInterval({ samplesBefore, samplesAfter: 0, scale: 1, ...plainCounts }).high;
  // two-sided exact: 2 · (1/2)^5 = 0.0625, 2 · (1/2)^6 = 0.031
  expect(high(5)).toBeGreaterThan(1);
  expect(high(6)).toBeLessThan(1);
});

it('what was not there before has no ratio and no upper bound', () =>
  expect(rateRatioInterval({ samplesBefore: 0, samplesAfter: 40, scale: 1, ...plainCounts })).toMatchObject({
    ratio: null,
    high: null,
  }));

// Tables of U for 5 % two-sided (Mann and Whitney 1947): largest U that rejects, so the rank is one more.
it.each([
  [3, 3, 0],
  [4, 4, 1],
  [5, 5, 3],
  [8, 8, 14],
  [10, 10, 24],
  [5, 10, 9],
])('critical rank of %i and %i values', (before, after, rank) => expect(criticalRank(before, after)).toBe(rank));

it('takes the median of all ratios, whatever one spike does', () => {
  const { ratio, high, tooFew } = metricShift([2, 2, 2, 2, 2], [1, 1, 1, 1, 50], 0);
  expect([ratio, tooFew]).toEqual([expect.closeTo(0.5, 10), false]);
  expect(high).toBeGreaterThan(1);
  expect(metricShift([2, 2, 2], [1, 1, 1], 0).tooFew).toBe(true);
});

it('reads zeros, as error ratios have them', () => {
  const { ratio, high } = metricShift([0.02, 0.01, 0.02, 0.03, 0.02, 0.02], [0, 0, 0, 0, 0, 0], 0);
  expect(ratio).toBeCloseTo(0, 10);
  expect(high).toBeLessThan(1);
});

it('believes p-values as Benjamini and Hochberg do', () => {
  expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.5], 0.1)).toBe(0.04);
  expect(benjaminiHochberg([0.2, 0.9], 0.1)).toBe(-1);
});

it('measures dispersion about each side of its own, never below 1', () => {
  const windows = (counts: number[]) => counts.map((samples) => ({ samples, requests: 100 }));
  // both sides: mean 10, squares 2 · 25, X² = 5 + 5 over 2 + 2 degrees of freedom at mean 10 … and 100
  expect(measureDispersion([windows([5, 10, 15]), windows([50, 100, 150])])).toBeCloseTo((5 + 50) / 4, 10);
  expect(measureDispersion([windows([10, 10, 10])])).toBe(1);
  expect(measureDispersion([windows([0, 0])])).toBeNull();
});

it('Jensen–Shannon: 0 for the same mix, 1 bit for nothing in common', () => {
  expect(jensenShannon({ a: 1, b: 3 }, { a: 10, b: 30 })).toBeCloseTo(0, 12);
  expect(jensenShannon({ a: 1 }, { b: 1 })).toBeCloseTo(1, 12);
  expect(jensenShannon({}, { b: 1 })).toBeNull();
});

it.each([
  ['example.com/a.(*T).F.func2', 'example.com/a.(*T).F.func7'],
  ['example.com/a.F.func1.2', 'example.com/a.F.func3.1'],
  ['example.com/a.Map[go.shape.int]', 'example.com/a.Map[...]'],
  ['./lib/handlers.js:load:7', './lib/handlers.js:load:19'],
  ['app/models.py:12 - find', 'app/models.py:15 - find'],
  ['core::iter::next::h0123456789abcdef', 'core::iter::next::hfedcba9876543210'],
])('%s and %s are one function', (a, b) => expect(withoutNumbers(a)).toBe(withoutNumbers(b)));

it('pairs by name and file first, by name without numbers only what is left', () => {
  const before = treeFromText(`
    m.F.func1  m.F.func2  m.G[file:a.go]
  `);
  const after = treeFromText(`
    m.F.func1  m.F.func3  m.G[file:b.go]  m.H
  `);
  const { length, before: inBefore, after: inAfter } = pairFunctions(before, after);
  expect(length).toBe(4);
  expect(Array.from(inAfter.subarray(0, 3))).toEqual(Array.from(inBefore));
  expect(Array.from(inBefore)).not.toContain(inAfter[3]);
});

it('gives a span the time that no child covers, overlapping children once', () => {
  const span = (id: string, parentId: string | null, startMs: number, endMs: number) => ({
    id,
    parentId,
    name: id,
    startMs,
    endMs,
  });
  const trace = [
    span('request', null, 0, 100),
    span('scan', 'request', 5, 95),
    span('a', 'scan', 10, 30),
    span('b', 'scan', 20, 40),
  ];
  expect(summarizeSlowSpans([trace, trace])).toEqual([
    { name: 'scan', traces: 2, tracesLed: 2, medianMs: 60, shareOfRequest: 0.6, occurrences: null },
  ]);
});
