import { alignCallTrees } from './alignCallTrees';
import { treeFromText } from './testing/treeFromText';

it('gives every call path its weight on both sides', () => {
  const before = treeFromText(`
    A    A  Z
    B×2
  `);
  const after = treeFromText(`
    A×2  A    Z×5
         C×2
         B
  `);
  const { tree, before: left, after: right } = alignCallTrees(before, after);
  const rows = Array.from({ length: tree.length }, (_, node) => [
    `${' '.repeat(tree.depth[node])}${tree.functions.name[tree.func[node]]}`,
    [left.cum[node], left.self[node]],
    [right.cum[node], right.self[node]],
  ]);
  expect(rows).toEqual([
    ['A', [3, 1], [4, 2]],
    [' B', [2, 2], [0, 0]],
    [' C', [0, 0], [2, 0]],
    ['  B', [0, 0], [2, 2]],
    ['Z', [1, 1], [5, 5]],
  ]);
});

it('keeps functions of one name in two files apart, and takes an empty side', () => {
  const before = treeFromText(`
    A[file:a.go]  A[file:b.go]
  `);
  const { tree, before: left, after: right } = alignCallTrees(before, treeFromText('A[file:b.go]'));
  expect([tree.length, [...left.self], [...right.self]]).toEqual([2, [1, 1], [0, 1]]);
});
