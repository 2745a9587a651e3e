import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeProfile } from '../../profiles/decodeProfile';
import { mergeCallTrees } from '../../profiles/mergeCallTrees';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { analyze } from '../analyze';
import { compareRows } from './compareRows';
import { readRecordedLoad } from './testing/recordedLoad';

const dataset = resolve(__dirname, '../../../demo/dataset');
const index = JSON.parse(readFileSync(`${dataset}/index.json`, 'utf8')) as {
  profiles: Array<{ file: string; service: string; kind: string; labels: { version?: string } }>;
};
const pushes = (version: string) =>
  index.profiles
    .filter(({ service, kind, labels }) => service === 'checkout' && kind === 'cpu' && labels.version === version)
    .map(({ file }) => decodeProfile(readFileSync(`${dataset}/${file}`), { sampleType: 'cpu' }));

describe('the recorded deploy', () => {
  const [before, after] = [mergeCallTrees(pushes('1.4.0')), mergeCallTrees(pushes('1.5.0'))];
  const loads = {
    before: readRecordedLoad(dataset, { version: '1.4.0', route: '/checkout' }).requests,
    after: readRecordedLoad(dataset, { version: '1.5.0', route: '/checkout' }).requests,
  };
  const { rows } = analyze(after);
  const changes = compareRows(before, after, loads, rows);

  it('after it, ApplyRules is what was saved, and nothing else comes before it', () => {
    const [first] = changes.saved;
    expect(first.site.shortName).toBe('ApplyRules');
    expect(first.ratio).toBeLessThan(0.15);
    expect(first.deltaShare).toBeLessThan(-0.12);
  });
  it('the total fell per request', () => {
    expect(changes.total.change).toBe('shrank');
    expect(changes.total.ratio).toBeGreaterThan(0.6);
    expect(changes.total.ratio).toBeLessThan(0.9);
  });
  it('shares rose where nothing changed, costs did not: Normalize is the same', () => {
    const row = rows.find(({ subject }) => subject.shortName === 'Normalize');
    expect(changes.rows.find(({ id }) => id === row?.id)).toMatchObject({ status: 'same' });
  });
  it('the collector costs less, as less is allocated', () => {
    const row = rows.find(({ subjectKind }) => subjectKind === 'gc');
    const change = changes.rows.find(({ id }) => id === row?.id);
    expect(change?.status).toBe('shrank');
    // The weight compared is the row's own.
    expect(change?.costAfter).toBeCloseTo(((row?.cumShare ?? 0) * after.total) / loads.after, -5);
  });
  it('the other way round, ApplyRules grew and is what can be saved', () => {
    const { rows: rowsBefore } = analyze(before);
    const back = compareRows(after, before, { before: loads.after, after: loads.before }, rowsBefore);
    expect(rowsBefore[0].site?.shortName).toBe('ApplyRules');
    expect(back.rows[0].status).toBe('new');
    expect(back.rose.length).toBeGreaterThan(0);
    expect(back.saved.map(({ site }) => site.shortName)).not.toContain('ApplyRules');
  });
});

describe('rows', () => {
  const tree = (a: number, b: number) =>
    treeFromText(
      `
    main×${a}                  main×${b}
    example.com/shop.Work      example.com/shop.Other
  `,
      { sampleCount: a + b }
    );
  const asked = (tree_: ReturnType<typeof tree>) => analyze(tree_).rows;

  it('a difference within chance is none', () => {
    const after = tree(410, 600);
    const { rows } = compareRows(tree(400, 600), after, { before: 100, after: 100 }, asked(after));
    expect(rows.every(({ status }) => status === 'same')).toBe(true);
  });
  it('what is named as costing more or saved is never within chance in its own row', () => {
    // Five functions that surely grew make the correction lenient; the sixth is near its edge, wherever that lies.
    const many = (grown: number, near: number, fallen: number) =>
      treeFromText(
        [
          ['main×400', `main×${near}`, `main×${fallen}`, ...Array.from({ length: 5 }, () => `main×${grown}`)],
          ['a.Same', 'a.Near', 'a.Fallen', ...Array.from({ length: 5 }, (_, at) => `a.Grown${at}`)],
        ]
          .map((cells) => cells.map((cell) => cell.padEnd(12)).join(''))
          .join('\n'),
        { sampleCount: 400 + near + fallen + 5 * grown }
      );
    const before = many(200, 400, 1_000);
    let named = 0;
    let silent = 0;
    for (let step = 0; step <= 40; step++) {
      const after = many(400, 400 + 5 * step, 1_000 - 5 * step);
      const all = asked(after);
      // One row alone would be a family of its own; judged by it, it would differ from the lists.
      for (const rows of [all, all.filter(({ subject }) => subject.name === 'a.Near')]) {
        const changes = compareRows(before, after, { before: 100, after: 100 }, rows);
        const statusOf = (name: string) => changes.rows[rows.findIndex(({ subject }) => subject.name === name)]?.status;
        for (const { func } of changes.rose) {
          expect([func.name, statusOf(func.name) ?? 'grew']).toEqual([func.name, 'grew']);
        }
        for (const { site } of changes.saved) {
          expect([site.name, statusOf(site.name) ?? 'shrank']).toEqual([site.name, 'shrank']);
        }
        named += changes.rose.filter(({ func }) => func.name === 'a.Near').length;
        silent += statusOf('a.Near') === 'same' ? 1 : 0;
      }
    }
    expect(Math.min(named, silent)).toBeGreaterThan(0);
  });
  it('twice the load with twice the weight is the same', () => {
    const after = tree(800, 1_200);
    const { rows, total } = compareRows(tree(400, 600), after, { before: 100, after: 200 }, asked(after));
    expect(rows.every(({ status }) => status === 'same')).toBe(true);
    expect(total.change).toBe('same');
  });
  it('a load of nothing is refused', () =>
    expect(() => compareRows(tree(1, 1), tree(1, 1), { before: 0, after: 1 }, [])).toThrow(/load before/));
});
