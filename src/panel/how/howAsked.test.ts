/** What was asked for: the parts that a text names give the figure again, whatever the figure is. */
import { applyStackFilters, groupDifference, makeSearchable, searchFunctions } from '../../analysis';
import { splitByLabel } from '../../correlate/labelSplit';
import { treeFromText } from '../../profiles/testing/treeFromText';
import type { Comparison } from '../brush/comparison';
import type { TraceShares } from '../evidence/loadTraces';
import { howTexts, type HowAsked } from './howTexts';
import { isClose, quantity, ratioIn } from './testing/quantities';

const CPU = { unit: 'nanoseconds', sampleType: 'cpu' };
const tree = treeFromText(
  `
  main.main×30         main.main×50         main.main×20
  example.com/a.One    example.com/a.One    example.com/c.Other
  example.com/b.Two    example.com/d.Last
  example.com/a.Three
`,
  CPU
);
const lineOf = (asked: HowAsked, name: string) => {
  const found = howTexts(asked)
    .flatMap(({ lines }) => lines)
    .find((line) => line.name === name);
  if (!found) {
    throw new Error(`no line ${name}`);
  }
  return found;
};

it('a search: samples of the union of all samples, and why the sum of all is more', () => {
  const found = searchFunctions(makeSearchable(tree, {}), 'example.com/[ab]');
  if (found.kind !== 'found') {
    throw new Error('not found');
  }
  const asked: HowAsked = { kind: 'search', found };
  for (const name of ['Self, of all found', 'Cum, of all found']) {
    const { value, how } = lineOf(asked, name);
    expect(isClose(ratioIn(how), quantity(value))).toBe(true);
  }
  expect(quantity(lineOf(asked, 'Cum, of all found').value)).toBeCloseTo(0.8);
  const added = lineOf(asked, 'Their cums added up');
  const [sum, union, twice] = added.how.split(/[−=]/).map(quantity);
  expect(quantity(added.value)).toBeCloseTo(1.4);
  expect(sum - union).toBeCloseTo(twice);
});

it('filters: each takes its share of the whole from what the ones before it left', () => {
  const filters = [
    { effect: 'hide', by: 'function', text: 'example.com/b.Two' },
    { effect: 'only', by: 'function', text: 'example.com/a.One' },
  ] as const;
  const { tree: left, removed } = applyStackFilters(tree, filters);
  const share = left.total / tree.total;
  const asked: HowAsked = {
    kind: 'filters',
    filters,
    part: { share, removed },
    profile: { total: left.total, unit: 'nanoseconds' } as never,
  };
  const [hidden, only, rest] = howTexts(asked)[0].lines;
  for (const { value, how } of [hidden, only]) {
    const [before, took, after] = how.split(/[−=]/).map(quantity);
    expect(before - took).toBeCloseTo(after);
    expect(isClose(took, quantity(value))).toBe(true);
  }
  expect(isClose(ratioIn(rest.how), quantity(rest.value))).toBe(true);
  expect(quantity(rest.value)).toBeCloseTo(0.5);
});

it('requests of a region: cost of a request on each side, and their difference', () => {
  const batch = (slow: number) => ({
    tree: treeFromText(`main.main×${slow}000000  main.main×2000000\nexample.com/a.Slow      example.com/b.Same`, CPU),
    requests: 2,
  });
  const difference = groupDifference([40, 42, 44, 41].map(batch), [4, 5, 3, 4].map(batch), {
    thresholds: { minSamplesProfile: 1, minSamplesRow: 1 },
  });
  const comparison = {
    kind: 'compared',
    groups: { group: [[], [], [], []], others: [[], [], [], []] },
    difference,
  } as unknown as Comparison;
  const asked: HowAsked = { kind: 'comparison', comparison, shown: difference.functions };
  for (const name of ['Here', 'Others']) {
    const { value, how } = lineOf(asked, name);
    const [weight, requests] = how.split('÷').map(quantity);
    expect(Math.abs(weight / requests / quantity(value) - 1)).toBeLessThan(0.01);
  }
  const slow = lineOf(asked, 'a.Slow');
  const [here, elsewhere] = slow.how.split('−').map(quantity);
  expect(Math.abs((here - elsewhere) / quantity(slow.value) - 1)).toBeLessThan(0.02);
  expect(slow.how).toMatch(/Beyond chance\.$/);
  expect(lineOf(asked, 'b.Same').how).toMatch(/Within chance, or too small to be named\.$/);
});

it('values of a label: cost a second over requests a second, against the median, and the limit of what is usual', () => {
  const values = ['a', 'b', 'c', 'd', 'e', 'f'];
  const amounts = values.map((value, at) => ({ value, perSecond: (at === 5 ? 900 : 100 + at) * 1e6 }));
  const rates = new Map(values.map((value) => [value, 5]));
  const split = splitByLabel(amounts, rates);
  const asked: HowAsked = { kind: 'labels', split, unit: 'nanoseconds' };
  const bad = lineOf(asked, 'f');
  const [perSecond, rate] = bad.how.split('÷').map(quantity);
  expect(perSecond / rate / quantity(bad.value)).toBeCloseTo(1, 2);
  const [, median, times] = /median ([\d.]+\sms) it is ([\d.]+) times/.exec(bad.how)!;
  expect(quantity(bad.value) / quantity(median) / Number(times)).toBeCloseTo(1, 1);
  const usual = lineOf(asked, 'Stand out');
  expect(usual.value).toBe('1');
  expect(quantity(usual.how)).toBeLessThan(quantity(bad.value));
  expect(quantity(usual.how)).toBeGreaterThan(quantity(lineOf(asked, 'a').value));
  const mostlyNone = splitByLabel(
    amounts.map(({ value, perSecond }, at) => ({ value, perSecond: at === 5 ? perSecond : 0 })),
    rates
  );
  expect(lineOf({ kind: 'labels', split: mostlyNone, unit: 'nanoseconds' }, 'f').how).toMatch(
    /of stacks through the function.* The median is 0\sns\.$/
  );
  const few = splitByLabel(amounts.slice(0, 3), rates);
  expect(lineOf({ kind: 'labels', split: few, unit: 'nanoseconds' }, 'Stand out').how).toMatch(
    /^With 3 values, under 5/
  );
});

it('traces through a function: weight of weight, counts alone where samples are few, and what became of those read', () => {
  const exemplar = (id: string) => ({ traceId: id.repeat(32), valueSeconds: 1.5 }) as never;
  const shares: TraceShares = {
    traces: [
      { exemplar: exemplar('a'), total: 400e6, weight: 100e6, samples: 40 },
      { exemplar: exemplar('b'), total: 50e6, weight: 20e6, samples: 5 },
    ],
    unit: 'nanoseconds',
    routes: 3,
    routesWithFunction: 1,
    routesLeftOut: 0,
    read: 7,
    withoutSamples: 3,
    withoutFunction: 2,
    unnamed: 0,
  };
  const asked: HowAsked = { kind: 'traces', shares };
  const [requests, read] = howTexts(asked);
  expect(ratioIn(requests.lines[0].how)).toBeCloseTo(quantity(requests.lines[0].value));
  expect(requests.lines[1]).toMatchObject({
    value: expect.stringMatching(/^5\ssamples$/),
    how: expect.stringMatching(/no share/),
  });
  const sum = [...read.lines[0].how.matchAll(/(\d+) with/g)].reduce((total, [, each]) => total + Number(each), 0);
  expect(sum).toBe(Number(read.lines[0].value));
  expect(read.lines[0].how).not.toMatch(/not asked|no span/);
  const partly: HowAsked = { kind: 'traces', shares: { ...shares, routes: 12, routesLeftOut: 4, unnamed: 9 } };
  expect(lineOf(partly, 'Requests read').how).toMatch(
    /the 12 routes with the slowest requests; not asked: 4\. Requests that name no span, .*: 9\.$/
  );
});
