import { treeFromText } from '../../profiles/testing/treeFromText';
import { functionColumns } from './functionColumns';

it('counts a stack once a function and a caller once a function, heaviest own weight first', () => {
  const tree = treeFromText(`
    A  A            A    B
    F  F            F×3  F
    F  C[file:c.go]
  `);
  const { name, file, line, self, cum, callers } = functionColumns(tree);
  const rows = name.map((text, row) => [text, file[row], line[row], self[row], cum[row], callers[row]]);
  expect(rows).toEqual([
    // Called by A and B; the F above an F is no other caller.
    ['F', '', -1, 5, 6, 2],
    ['C', 'c.go', -1, 1, 1, 1],
    ['A', '', -1, 0, 5, 0],
    ['B', '', -1, 0, 1, 0],
  ]);
});

it('leaves out what stands for functions that the node limit cut off', () => {
  const { name, self, callers } = functionColumns(
    treeFromText(`
      A  A      A
      B  other  other[file:other.go]
    `)
  );
  // With a file it is a function of that name.
  expect(name.map((text, row) => [text, self[row], callers[row]])).toEqual([
    ['B', 1, 1],
    ['other', 1, 1],
    ['A', 0, 0],
  ]);
});
