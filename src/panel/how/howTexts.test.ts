/** The parts that a text names give the figure that it explains: on the recorded incident, where nothing is made up. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { analyze, compareRows } from '../../analysis';
import { buildRedModel } from '../../correlate/red';
import { decodeProfile } from '../../profiles/decodeProfile';
import { mergeCallTrees } from '../../profiles/mergeCallTrees';
import { buildRequestView } from '../hotspots/requestView';
import { defaultRefIds } from '../options';
import type { HowLine } from './howLine';
import { howTexts, type HowAsked } from './howTexts';
import { isClose, quantity, ratioIn } from './testing/quantities';

const dataset = resolve(__dirname, '../../../demo/dataset');
const index = JSON.parse(readFileSync(`${dataset}/index.json`, 'utf8')) as {
  profiles: ReadonlyArray<{ file: string; service: string; kind: string; labels: { version?: string } }>;
};
const SOME = 12;

function profileOf(version: string, files = SOME) {
  const found = index.profiles.filter(
    ({ service, kind, labels }) => service === 'checkout' && kind.includes('cpu') && labels.version === version
  );
  return mergeCallTrees(
    found.slice(-files).map(({ file }) => decodeProfile(readFileSync(`${dataset}/${file}`), { sampleType: 'cpu' }))
  );
}

const [before, after] = [profileOf('1.4.0'), profileOf('1.5.0')];
const analysis = analyze(before);
const linesOf = (asked: HowAsked): readonly HowLine[] => howTexts(asked).flatMap(({ lines }) => lines);
const section = (asked: HowAsked, title: string) => howTexts(asked).find((each) => each.title === title)?.lines ?? [];

const selected = analysis.rows.map((row): HowAsked => ({ kind: 'selected', row, analysis, change: null }));

it('there are rows with every section', () => {
  const titles = new Set(selected.flatMap((asked) => howTexts(asked).map(({ title }) => title)));
  expect([...titles]).toEqual(expect.arrayContaining(['Row', 'Ways to fix', 'Path', 'Entry points']));
  expect(analysis.rows.some(({ ledger }) => ledger !== null)).toBe(true);
});

it.each(['Self', 'Cum', 'Callers'])('%s of each row', (name) => {
  const lines = selected.flatMap((asked) => section(asked, 'Row').filter((line) => line.name === name));
  expect(lines.length).toBeGreaterThan(2);
  lines.forEach(({ value, how }) => expect(`${how} ${isClose(ratioIn(how), quantity(value))}`).toMatch(/true$/));
});

it('the share of each step of a path, and of each entry point', () => {
  const lines = selected.flatMap((asked) => [...section(asked, 'Path'), ...section(asked, 'Entry points')]);
  expect(lines.length).toBeGreaterThan(10);
  // Rows of few samples: a count is rounded to a whole one.
  const off = (how: string) => 1 / quantity(/of ([\d,]+ samples?)/.exec(how)?.[1] ?? '1 samples');
  lines
    .filter(({ value }) => !value.startsWith('<'))
    .forEach(({ value, how }) =>
      expect(`${value} ${how} ${Math.abs(ratioIn(how) - quantity(value)) < 0.0051 + off(how)}`).toMatch(/true$/)
    );
});

it('what is touched × what is removed is the mean of each prediction', () => {
  const lines = selected.flatMap((asked) => section(asked, 'Ways to fix'));
  const told = lines.flatMap(({ how }) => {
    const found = /unseen ([\d.]+\s%) × ([\d.]+\s%) that such an edit removes = ([\d.]+\s%)/.exec(how);
    return found === null ? [] : [found.slice(1).map(quantity)];
  });
  expect(told.length).toBeGreaterThan(lines.length / 2);
  told.forEach(([touched, removed, mean]) => expect(Math.abs(touched * removed - mean)).toBeLessThan(0.006));
  // The range in the text is the one beside the figure.
  lines.forEach(({ value, how }) => {
    const told = /between ([−\d.]+\s%) and ([\d.]+\s%)/.exec(how)!.slice(1).map(quantity);
    const shown = /\(([−\d]+)–(\d+)\)/
      .exec(value)!
      .slice(1)
      .map((text) => quantity(`${text} %`));
    told.forEach((bound, at) => expect(Math.abs(bound - shown[at])).toBeLessThan(0.006));
  });
});

it('the parts of the ledger add up to it', () => {
  const lines = selected.flatMap((asked) => section(asked, 'GC ledger'));
  const [whole, ...parts] = lines;
  const sum = (/^([\d.+ ]+)\s%/.exec(whole.how)?.[1] ?? '').split('+').reduce((total, each) => total + Number(each), 0);
  expect(Math.abs(sum / 100 - quantity(whole.value))).toBeLessThan(0.003);
  expect(parts.length).toBeGreaterThan(4);
  parts.forEach(({ value, how }) =>
    expect(`${value} ${how} ${isClose(ratioIn(how), quantity(value))}`).toMatch(/true$/)
  );
});

it('the data line: samples from weights, and what is hidden or unknown', () => {
  const lines = new Map(linesOf({ kind: 'header', analysis, red: redModel() }).map((line) => [line.name, line]));
  const samples = lines.get('Samples')!;
  const [, total, each] = /([\d.,]+\s\w+) at ([\d.,]+\s\w+) each/.exec(samples.how)!;
  expect(Math.abs(quantity(total) / quantity(each) / quantity(samples.value) - 1)).toBeLessThan(0.02);
  const hidden = lines.get('Hidden or unknown')!;
  const [, cut, nameless] = /^([\d.]+\s%).* \+ ([\d.]+\s%)/.exec(hidden.how)!;
  expect(Math.abs(quantity(cut) + quantity(nameless) - quantity(hidden.value))).toBeLessThan(0.0011);
});

it('rate and errors: counted requests in points of a step', () => {
  const lines = new Map(linesOf({ kind: 'header', analysis, red: redModel() }).map((line) => [line.name, line]));
  const rate = lines.get('Rate')!;
  const [, requests, points, step] = /: ([\d,]+) requests in ([\d,]+) points of ([\d.]+\s\w+)/.exec(rate.how)!;
  const perSecond = quantity(requests) / (quantity(points) * (quantity(step) / 1e9));
  expect(perSecond).toBeCloseTo(2.5, 1);
  expect(quantity(rate.value)).toBeCloseTo(2.5, 1);
  const errors = lines.get('Errors')!;
  expect(isClose(ratioIn(errors.how), quantity(errors.value))).toBe(true);
  expect(lines.get('p99')?.how).toMatch(/The objective is 1\ss\./);
});

it('a comparison: each side is its weight over its load, and parts are of the whole', () => {
  const loads = { before: 1_200, after: 1_400 };
  const rows = analysis.rows.map(({ id, subject, subjectKind }) => ({ id, subject, subjectKind }));
  const changes = compareRows(before, after, loads, rows);
  const span = { fromMs: 0, toMs: 1, version: null };
  const comparison = { id: 'previous', split: null, atMs: null, before: span, after: span } as const;
  const state = { kind: 'ready', comparison, changes, per: 'request', isWindow: false, edges: 0.1, tried: [] } as const;
  const asked: HowAsked = { kind: 'changes', state, of: 'cpu' };
  const [whole] = section(asked, 'Whole');
  const sides = [...whole.how.matchAll(/([\d.,]+\s\w+) ÷ ([\d,]+) requests = ([\d.,]+\s\w+)/g)].map(([, ...texts]) =>
    texts.map(quantity)
  );
  expect(sides).toHaveLength(2);
  sides.forEach(([weight, load, cost]) => expect(Math.abs(weight / load / cost - 1)).toBeLessThan(0.01));
  expect(isClose(sides[1][2] / sides[0][2] - 1, quantity(whole.value))).toBe(true);
  const parts = [...section(asked, 'Costs less'), ...section(asked, 'Costs more')];
  expect(parts.length).toBeGreaterThan(0);
  const perSecond: HowAsked = { kind: 'changes', state: { ...state, per: 'second' }, of: 'cpu' };
  expect(section(perSecond, 'Whole')[0]).toMatchObject({
    name: 'CPU per second',
    how: expect.stringMatching(/ ÷ 1,200 s = .* ÷ 1,400 s = /),
  });
  expect(section(perSecond, 'Costs less')[0].how).toMatch(/ per second: /);
  parts.forEach(({ how }) => {
    const [, from, to, share, of] =
      /^([\d.,]+\s\S+) to ([\d.,]+\s\S+) per request: ([−+][\d.]+\s%) of .* ([\d.,]+\s\w+)\. /.exec(how)!;
    expect(Math.abs((quantity(to) - quantity(from)) / quantity(of) - quantity(share))).toBeLessThan(0.006);
  });
});

it('one request: its count of its samples, with the accuracy of so few', () => {
  const request = analyze(profileOf('1.4.0', 1));
  const view = buildRequestView(request, analysis);
  const [first] = view.rows;
  const lines = linesOf({ kind: 'request', request: view, rowId: first.row.id });
  const self = lines.find(({ name }) => name.startsWith('Self'))!;
  expect(isClose(ratioIn(self.how), quantity(self.value))).toBe(true);
  const samples = lines.find(({ name }) => name === 'Samples')!;
  const points = Number(/about (\d+) points/.exec(samples.how)?.[1]);
  expect(points).toBe(Math.round(196 * Math.sqrt(0.25 / quantity(samples.value))));
});

function redModel() {
  const timesMs = Array.from({ length: 81 }, (_, at) => at * 15_000);
  const series = (refId: string, value: number) => ({ refId, labels: {}, timesMs, values: timesMs.map(() => value) });
  return buildRedModel({
    series: [series('rate', 2.5), series('errors', 0.04), series('p99', 1.2)],
    exemplars: [],
    queried: null,
    errors: {},
    refIds: defaultRefIds,
    sloSeconds: 1,
    loading: false,
  });
}
