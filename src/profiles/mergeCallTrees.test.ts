import { mergeCallTrees } from './mergeCallTrees';
import { countFunctions } from './testing/countFunctions';
import { formatTree, treeFromText } from './testing/treeFromText';

it('adds equal paths and keeps the others', () => {
  const merged = mergeCallTrees([
    treeFromText(`
      A  A×2
      B
    `),
    treeFromText(`
      A  D
      C
    `),
  ]);
  expect(formatTree(merged)).toEqual([
    '- A (cum: 4, self: 2)',
    '  - B (cum: 1, self: 1)',
    '  - C (cum: 1, self: 1)',
    '- D (cum: 1, self: 1)',
  ]);
  expect(merged.sampleCount).toBe(5);
});

it('gives the same tree for one tree, and for a tree merged with an empty one', () => {
  const tree = treeFromText('A[file:a.go][line:3][mod:app]×4  B');
  const empty = { ...mergeCallTrees([]), unit: tree.unit, sampleType: tree.sampleType, sampleCount: 0 };
  expect(mergeCallTrees([tree])).toEqual(tree);
  expect(mergeCallTrees([tree, empty])).toEqual(tree);
});

it('adds every function: self, cum and total', () => {
  const a = treeFromText(`
    A  B×3
    B
  `);
  const b = treeFromText(`
    B×2  A
    A    A
  `);
  const [left, right, both] = [a, b, mergeCallTrees([a, b])].map((tree) => countFunctions(tree).functions);
  for (const [name, { self, cum }] of both) {
    expect(self).toBe((left.get(name)?.self ?? 0) + (right.get(name)?.self ?? 0));
    expect(cum).toBe((left.get(name)?.cum ?? 0) + (right.get(name)?.cum ?? 0));
  }
});

it('adds hot lines by weight', () => {
  const merged = mergeCallTrees([treeFromText('A[line:3]×4'), treeFromText('A[line:8]×6')]);
  expect([merged.functions.hotLine[0], merged.functions.hotLineShare[0], merged.functions.line[0]]).toEqual([
    8, 0.6, 3,
  ]);
});

it('forgets the quantum and the sample count where the trees differ or one does not know', () => {
  const merged = mergeCallTrees([
    treeFromText('A', { quantum: 1 }),
    treeFromText('A', { quantum: 2, sampleCount: null }),
  ]);
  expect([merged.quantum, merged.sampleCount]).toEqual([null, null]);
});

it('refuses to add different units', () => {
  expect(() => mergeCallTrees([treeFromText('A'), treeFromText('A', { unit: 'bytes' })])).toThrow(/unit bytes/);
});
