import { seededRandom } from '../profiles/testing/seededRandom';
import { orderLabels, rateByLabel, splitByLabel } from './labelSplit';

/** Forty pods with some noise; the one in question does `times` as much. */
function fleet(times: number, seed = 3) {
  const random = seededRandom(seed);
  return Array.from({ length: 40 }, (_, i) => ({
    value: `shop-${String(i).padStart(2, '0')}`,
    perSecond: (0.02 + 0.004 * random()) * (i === 23 ? times : 1),
  }));
}

it('finds the one bad pod among forty', () => {
  const split = splitByLabel(fleet(4));
  expect(split.top[0]).toMatchObject({ value: 'shop-23', standsOut: true });
  expect(split.top[0].timesMedian).toBeCloseTo(4, 0);
  expect(split.top.filter(({ standsOut }) => standsOut)).toHaveLength(1);
  expect(split).toMatchObject({ values: 40, missing: 0, comparedBy: 'second', rest: { values: 30 } });
});

it('finds none in fleets that are alike', () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect(splitByLabel(fleet(1, seed)).top.some(({ standsOut }) => standsOut)).toBe(false);
  }
});

it('compares by request where every value has a rate: a busy pod is no bad pod', () => {
  const rates = new Map(fleet(1).map(({ value }, i) => [value, i === 23 ? 40 : 10]));
  const split = splitByLabel(fleet(4), rates);
  expect(split.comparedBy).toBe('request');
  expect(split.top.some(({ standsOut }) => standsOut)).toBe(false);
  rates.delete('shop-00');
  expect(splitByLabel(fleet(4), rates).comparedBy).toBe('second');
});

it('finds one that differs where all others are equal', () => {
  const equal = Array.from({ length: 9 }, (_, i) => ({ value: `${i}`, perSecond: i === 4 ? 5 : 1 }));
  expect(splitByLabel(equal).top[0]).toMatchObject({ value: '4', standsOut: true, timesMedian: 5 });
});

it('calls nobody an outlier among a few, and leaves out what is unknown', () => {
  const split = splitByLabel([
    { value: 'a', perSecond: 9 },
    { value: 'b', perSecond: 1 },
    { value: 'c', perSecond: null },
    { value: 'd', perSecond: NaN },
  ]);
  expect(split.top.map(({ value, standsOut }) => [value, standsOut])).toEqual([
    ['a', false],
    ['b', false],
  ]);
  expect(split).toMatchObject({ missing: 2, values: 2, rest: null });
  expect(splitByLabel([])).toMatchObject({ top: [], rest: null, values: 0 });
});

it('offers telling labels first', () =>
  expect(orderLabels(['zone', 'color', 'version', 'pod', 'a'])).toEqual(['pod', 'version', 'zone', 'a', 'color']));

it.each([
  ['sum(rate(x{a=")"}[1m]))', 'sum by (pod) (rate(x{a=")"}[1m]))'],
  [' sum (rate(x[1m])) ', 'sum by (pod) (rate(x[1m]))'],
  ['sum(a) / sum(b)', null],
  ['sum by (route) (rate(x[1m]))', null],
  ['rate(x[1m])', null],
])('%s by label', (expr, byLabel) => expect(rateByLabel(expr, 'pod')).toBe(byLabel));
it('takes no label that would end the expression', () => expect(rateByLabel('sum(x)', 'a) or (b')).toBeNull());
