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
  it('twice the load with twice the weight is the same', () => {
    const after = tree(800, 1_200);
    const { rows, total } = compareRows(tree(400, 600), after, { before: 100, after: 200 }, asked(after));
    expect(rows.every(({ status }) => status === 'same')).toBe(true);
    expect(total.change).toBe('same');
  });
  it('a load of nothing is refused', () =>
    expect(() => compareRows(tree(1, 1), tree(1, 1), { before: 0, after: 1 }, [])).toThrow(/load before/));
});
